package dev.cachepatterns.benchmarks.expiry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import dev.cachepatterns.benchmarks.subject.Product;

/**
 * In place of the database: takes its time, and counts the loads.
 */
final class SlowCatalogue {

	static final Duration LOAD = Duration.ofMillis(500);

	private final CountDownLatch never = new CountDownLatch(1);

	private final LongAdder expiring = new LongAdder();

	private final LongAdder plain = new LongAdder();

	private volatile boolean quick;

	/**
	 * Loads a value that expires all the time.
	 */
	Product expiring(long id) {
		this.expiring.increment();
		return load(id);
	}

	/**
	 * Loads a value that does not.
	 */
	Product plain(long id) {
		this.plain.increment();
		return load(id);
	}

	private Product load(long id) {
		try {
			if (!this.quick) {
				this.never.await(LOAD.toNanos(), TimeUnit.NANOSECONDS);
			}
			return Product.of(id);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while loading", ex);
		}
	}

	/**
	 * Whether it takes no time, to warm up.
	 */
	void quick(boolean quick) {
		this.quick = quick;
	}

	/**
	 * How many were loaded of either kind.
	 */
	long loads(boolean expires) {
		return (expires ? this.expiring : this.plain).sum();
	}

}
