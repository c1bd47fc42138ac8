package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line in front of the bulkhead.
 */
class LoadBulkheadTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final Bulkhead bulkhead = Bulkhead.of("loads",
			BulkheadConfig.custom().maxConcurrentCalls(2).maxWaitDuration(Duration.ZERO).build());

	private final AtomicInteger refusals = new AtomicInteger();

	private final LoadBulkhead loads = new LoadBulkhead(this.bulkhead, (full) -> new IllegalStateException(full));

	LoadBulkheadTests() {
		this.bulkhead.getEventPublisher().onCallRejected((event) -> this.refusals.incrementAndGet());
	}

	@Test
	void firstComeIsFirstServed() {
		assertThat(this.loads.acquire(LONG)).isCompleted();
		assertThat(this.loads.acquire(LONG)).isCompleted();
		CompletableFuture<Void> third = this.loads.acquire(LONG);
		CompletableFuture<Void> fourth = this.loads.acquire(LONG);
		assertThat(third).isNotDone();
		this.loads.release();
		assertThat(third).isCompleted();
		assertThat(fourth).isNotDone();
		this.loads.release();
		assertThat(fourth).isCompleted();
		assertThat(this.refusals).hasValue(0);
	}

	@Test
	void whoHasWaitedInVainIsRefusedAndLeavesTheLine() {
		this.loads.acquire(LONG);
		this.loads.acquire(LONG);
		assertThat(this.loads.acquire(Duration.ofMillis(20))).failsWithin(LONG)
			.withThrowableOfType(Exception.class)
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.refusals).hasValue(1);
		this.loads.release();
		assertThat(this.loads.acquire(LONG)).isCompleted();
	}

	@Test
	void neverMoreThanThePermitsAndNobodyIsForgotten() throws Exception {
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(16);
		List<Future<?>> done = new ArrayList<>();
		for (int i = 0; i < 16; i++) {
			done.add(threads.submit(() -> {
				for (int j = 0; j < 5_000; j++) {
					this.loads.acquire(LONG).join();
					most.accumulateAndGet(running.incrementAndGet(), Math::max);
					running.decrementAndGet();
					this.loads.release();
				}
			}));
		}
		for (Future<?> one : done) {
			one.get();
		}
		threads.shutdown();
		assertThat(most).hasValueBetween(1, 2);
		assertThat(this.bulkhead.getMetrics().getAvailableConcurrentCalls()).isEqualTo(2);
	}

}
