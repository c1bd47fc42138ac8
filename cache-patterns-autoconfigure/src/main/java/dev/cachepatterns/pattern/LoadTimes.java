package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the loads of a cache have taken lately, and so how long one may be waited for
 * before it is taken for lost.
 */
final class LoadTimes {

	private static final int FACTOR = 10;

	// Of the longest load an eighth is forgotten with each one that is shorter
	private static final int FORGOTTEN = 8;

	private final AtomicLong longest = new AtomicLong();

	void record(long nanos) {
		this.longest.accumulateAndGet(nanos, (old, load) -> Math.max(load, old - (old - load) / FORGOTTEN));
	}

	/**
	 * Ten times the longest load, between the two bounds; the longest as long as there
	 * was none.
	 */
	Duration lease(Timeouts timeouts) {
		long longest = this.longest.get();
		long nanos = Math.max(timeouts.shortestLease().toNanos(), FACTOR * longest);
		return (longest > 0 && nanos < timeouts.lease().toNanos()) ? Duration.ofNanos(nanos) : timeouts.lease();
	}

}
