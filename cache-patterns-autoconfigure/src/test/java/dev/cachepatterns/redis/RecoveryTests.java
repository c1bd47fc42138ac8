package dev.cachepatterns.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recovery}.
 */
class RecoveryTests {

	private final AtomicLong nanos = new AtomicLong();

	private final Recovery recovery = new Recovery(this.nanos::get);

	private final List<Region> cleared = new CopyOnWriteArrayList<>();

	private final CountDownLatch done = new CountDownLatch(1);

	@Test
	void withoutWritesItIsDoneAtOnce() {
		this.recovery.start(this.cleared::add, this.done::countDown);
		assertThat(this.done.getCount()).isZero();
		assertThat(this.cleared).isEmpty();
	}

	@Test
	void clearsWhatWasWrittenInTheLastMinuteUntilItIsDone() throws Exception {
		this.recovery.written(Region.of("", "old"));
		this.nanos.set(TimeUnit.SECONDS.toNanos(30));
		this.recovery.written(Region.of("", "recent"));
		this.nanos.set(TimeUnit.SECONDS.toNanos(61));
		AtomicLong attempts = new AtomicLong();
		this.recovery.start((region) -> {
			if (attempts.incrementAndGet() < 3) {
				throw new StoreUnavailableException("Not yet", new IllegalStateException());
			}
			this.cleared.add(region);
		}, this.done::countDown);
		assertThat(this.done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.cleared).containsExactly(Region.of("", "recent"));
		assertThat(attempts).hasValue(3);
	}

}
