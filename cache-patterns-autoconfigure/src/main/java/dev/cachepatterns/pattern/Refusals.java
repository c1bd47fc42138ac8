package dev.cachepatterns.pattern;

import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;

/**
 * Reports values that a backend refuses, too large ones above all. All are counted; the
 * log has the first, second, fourth, eighth and so on of each cache.
 */
final class Refusals {

	private static final Log logger = LogFactory.getLog(CacheAside.class);

	private final AtomicLong count = new AtomicLong();

	private final String cache;

	private final CacheStats stats;

	Refusals(String cache, CacheStats stats) {
		this.cache = cache;
		this.stats = stats;
	}

	void report(StoreKey key, StoreRejectedException refusal) {
		this.stats.recordRejected();
		long number = this.count.incrementAndGet();
		if (Long.bitCount(number) == 1) {
			logger.warn("The value of '%s' is not cached (number %d in cache '%s'): %s".formatted(key, number,
					this.cache, refusal.getMessage()));
		}
	}

}
