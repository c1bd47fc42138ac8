package dev.cachepatterns.store;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A store in this JVM, bounded by size, with the semantics of the others: it holds
 * encoded bytes, so that a caller never shares an object with the cache.
 * <p>
 * Other instances of the application do not see it. When it is full, Caffeine's policy
 * (W-TinyLFU) evicts.
 */
public final class MemoryStore {

	private MemoryStore() {
	}

	/**
	 * An empty store.
	 * @param maximumBytes bound on keys, values and an estimate of their overhead;
	 * positive
	 * @param clock the time by which entries expire
	 * @param random source of stamps and generations; never zero
	 * @param onEviction told the cache of each entry that is evicted for its size
	 * @return the store
	 */
	public static CacheStore create(long maximumBytes, Clock clock, LongSupplier random, Consumer<String> onEviction) {
		return new SteppedStore(new MemoryCells(maximumBytes, clock, onEviction), clock, random);
	}

}
