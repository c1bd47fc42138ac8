package dev.cachepatterns.checker;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import org.springframework.cache.Cache;

/**
 * What is cached when nobody reads or writes any more.
 *
 * @param keys number of rows
 * @param rows the database
 * @param items what loads
 * @param cache the cache
 */
record Rest(int keys, Rows rows, Items items, Cache cache) {

	private static final Duration REACHABLE = Duration.ofSeconds(15);

	/**
	 * Counts keys that have a wrong value, and those that cannot be cached again before
	 * the time is over.
	 * @param time how long they may take; zero where nothing is cached
	 */
	int wrong(Duration time) {
		Awaitility.await().atMost(REACHABLE).ignoreExceptions().until(() -> {
			this.cache.get(0L);
			return true;
		});
		int wrong = 0;
		for (long id = 0; id < this.keys; id++) {
			wrong += (isWrong(id) || this.items.find(id).version() != this.rows.version(id)) ? 1 : 0;
		}
		return time.isZero() ? wrong : wrong + uncached(System.nanoTime() + time.toNanos());
	}

	private int uncached(long until) {
		int uncached = 0;
		for (long id = 0; id < this.keys; id++) {
			long key = id;
			try {
				Awaitility.await()
					.pollInterval(Duration.ofMillis(20))
					.atMost(Duration.ofNanos(Math.max(50_000_000, until - System.nanoTime())))
					.until(() -> this.items.find(key) != null && this.cache.get(key) != null);
				uncached += isWrong(id) ? 1 : 0;
			}
			catch (ConditionTimeoutException ex) {
				uncached++;
			}
		}
		return uncached;
	}

	private boolean isWrong(long id) {
		Item item = this.cache.get(id, Item.class);
		return item != null && item.version() != this.rows.version(id);
	}

}
