package dev.cachepatterns.journal.jdbc;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.cachepatterns.journal.Scheduler;
import dev.cachepatterns.store.CacheStore;

/**
 * What a journal needs.
 *
 * @param store the cache
 * @param polls runs the polls, and nothing else: a cache that hangs must not delay them
 * @param replays runs the replays
 * @param nanoTime the time, as {@link System#nanoTime}
 * @param pause lets writers wait by that time
 */
public record Collaborators(CacheStore store, Scheduler polls, Scheduler replays, LongSupplier nanoTime, Pause pause) {

	/**
	 * The same, whose writers wait by the time of the system.
	 */
	public Collaborators(CacheStore store, Scheduler polls, Scheduler replays, LongSupplier nanoTime) {
		this(store, polls, replays, nanoTime, Collaborators::await);
	}

	private static void await(Duration time) throws InterruptedException {
		// Nobody counts it down
		new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Lets the calling thread wait.
	 */
	@FunctionalInterface
	public interface Pause {

		/**
		 * Waits.
		 * @param time how long, at least
		 * @throws InterruptedException if interrupted meanwhile
		 */
		void last(Duration time) throws InterruptedException;

	}

}
