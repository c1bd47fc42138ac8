package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the loads of a cache have taken lately, and so how long one may be waited for
 * before it is taken for lost.
 */
final class LoadTimes {

	private static final long SHORTEST = Duration.ofSeconds(1).toNanos();

	private static final int FACTOR = 10;

	// Of the longest load an eighth is forgotten with each one that is shorter
	private static final int FORGOTTEN = 8;

	private final AtomicLong longest = new AtomicLong();

	void record(long nanos) {
		this.longest.accumulateAndGet(nanos, (old, load) -> Math.max(load, old - (old - load) / FORGOTTEN));
	}

	/**
	 * Ten times the longest load, at least a second; the limit as long as there was none.
	 */
	Duration lease(Duration limit) {
		long longest = this.longest.get();
		if (longest == 0) {
			return limit;
		}
		long nanos = Math.max(SHORTEST, FACTOR * longest);
		return (nanos < limit.toNanos()) ? Duration.ofNanos(nanos) : limit;
	}

}
