package dev.cachepatterns.benchmarks.subject;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers of calls, of which no two are the same in this JVM. Not thread-safe: each
 * thread has one of its own.
 */
public final class Sequence {

	private static final long LENGTH = 1L << 32;

	private static final AtomicLong next = new AtomicLong(LENGTH);

	private long number = next.getAndAdd(LENGTH);

	/**
	 * The next number.
	 * @return a number above 2<sup>32</sup>
	 */
	public long next() {
		return this.number++;
	}

}
