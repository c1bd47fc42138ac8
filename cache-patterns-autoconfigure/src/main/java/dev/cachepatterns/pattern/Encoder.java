package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * Makes the bytes of written values. A value that cannot be left, because it is a
 * {@code null} that the policy does not keep or because the codec or the backend refuses
 * it, has the old one removed instead.
 */
record Encoder(String cache, EntryCodec codec, TtlPolicy ttl, Refusals refusals, CacheStats stats) {

	boolean store(StoreKey key, @Nullable Object value, Expected expected, Storing storing, Runnable removal) {
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero()) {
			removal.run();
			return false;
		}
		try {
			return storing.store(this.codec.encode(this.cache, value, expected, 0), lifetime);
		}
		catch (StoreRejectedException ex) {
			removal.run();
			this.refusals.report(key, ex);
			return false;
		}
		catch (CodecException ex) {
			try {
				removal.run();
			}
			catch (StoreException unavailable) {
				ex.addSuppressed(unavailable);
			}
			throw ex;
		}
	}

	/**
	 * Puts bytes into a store.
	 */
	interface Storing {

		boolean store(byte[] payload, Duration lifetime);

	}

}
