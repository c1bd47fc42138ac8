package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.Lifetime;

/**
 * Makes the bytes of written values. A value that cannot be left, because it is a
 * {@code null} that the policy does not keep or because the codec or the backend refuses
 * it, has the old one removed instead.
 */
record Encoder(String cache, EntryCodec codec, Lifetimes lifetimes, Refusals refusals, CacheStats stats) {

	boolean store(StoreKey key, @Nullable Object value, Caller caller, Storing storing, Runnable removal) {
		try {
			Lifetime lifetime = this.lifetimes.of(value, caller);
			if (lifetime.stored()) {
				return storing.store(encode(value, caller, lifetime), Lifetimes.stored(lifetime));
			}
		}
		catch (StoreRejectedException ex) {
			removal.run();
			this.refusals.report(key, ex);
			return false;
		}
		catch (StoreException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Of the codec or the policy
			removeAfter(ex, removal);
			throw ex;
		}
		removal.run();
		return false;
	}

	private byte[] encode(@Nullable Object value, Caller caller, Lifetime lifetime) {
		return this.codec.encode(this.cache, value, caller.expected(), 0, this.lifetimes.freshness(lifetime));
	}

	private static void removeAfter(RuntimeException failure, Runnable removal) {
		try {
			removal.run();
		}
		catch (StoreException unavailable) {
			failure.addSuppressed(unavailable);
		}
	}

	/**
	 * Puts bytes into a store.
	 */
	interface Storing {

		boolean store(byte[] payload, Duration lifetime);

	}

}
