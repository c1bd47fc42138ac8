package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who waits for a connection, and for how long.
 */
class AttemptTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final Attempt<String> attempt = new Attempt<>();

	@Test
	void awaitWhenAnotherAttemptRunsSharesIt() throws Exception {
		CountDownLatch network = new CountDownLatch(1);
		AtomicInteger attempts = new AtomicInteger();
		ExecutorService threads = Executors.newFixedThreadPool(20);
		List<Future<String>> callers = new ArrayList<>();
		CountDownLatch waiting = new CountDownLatch(20);
		for (int i = 0; i < 20; i++) {
			callers.add(threads.submit(() -> {
				waiting.countDown();
				return this.attempt.await(() -> {
					attempts.incrementAndGet();
					return after(network);
				}, LONG);
			}));
		}
		waiting.await();
		network.countDown();
		for (Future<String> caller : callers) {
			assertThat(caller.get()).isEqualTo("connected");
		}
		threads.shutdown();
		// Who comes after the end of one makes another
		assertThat(attempts.get()).isBetween(1, 20);
	}

	@Test
	void awaitWhenALaterAttemptTakesTooLongGivesUp() {
		fail();
		CountDownLatch network = new CountDownLatch(1);
		AtomicInteger attempts = new AtomicInteger();
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(RedisConnectionFailureException.class).isThrownBy(() -> this.attempt.await(() -> {
				attempts.incrementAndGet();
				return after(network);
			}, SHORT)).withMessageContaining("no connection within 50 ms");
		}
		assertThat(attempts).hasValue(1);
		network.countDown();
		assertThat(this.attempt.await(() -> "connected", LONG)).isEqualTo("connected");
	}

	@Test
	void awaitWhenTheFirstAttemptIsSlowWaitsLongerThanTheTimeout() {
		CountDownLatch network = new CountDownLatch(1);
		Thread later = new Thread(network::countDown);
		assertThat(this.attempt.await(() -> {
			later.start();
			return after(network);
		}, Duration.ofNanos(1))).isEqualTo("connected");
	}

	@Test
	void awaitWhenTheAttemptFailsThrowsItsFailure() {
		fail();
		assertThat(this.attempt.await(() -> "connected", LONG)).isEqualTo("connected");
	}

	private void fail() {
		assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> this.attempt.await(() -> {
			throw new IllegalStateException("refused");
		}, LONG)).withCauseInstanceOf(IllegalStateException.class);
	}

	private static String after(CountDownLatch latch) {
		try {
			latch.await();
			return "connected";
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
