package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Attributes;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.Lifetime;

/**
 * Makes the bytes of written values. A value that cannot be left, because it is a
 * {@code null} that the policy does not keep, because one of its tags is being evicted or
 * because the codec or the backend refuses it, has the old one removed instead.
 */
record Encoder(String cache, EntryCodec codec, Lifetimes lifetimes, Refusals refusals, CacheStats stats) {

	boolean store(StoreKey key, Written written, Storing storing, Runnable removal) {
		try {
			Lifetime lifetime = this.lifetimes.of(written.value(), written.caller());
			if (lifetime.stored() && written.tags().complete()) {
				return storing.store(encode(written, lifetime), Lifetimes.stored(lifetime));
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

	private byte[] encode(Written written, Lifetime lifetime) {
		Attributes attributes = new Attributes(0, this.lifetimes.freshness(lifetime), written.tags().stamps());
		return this.codec.encode(this.cache, written.value(), written.caller().expected(), attributes);
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
	 * A value that was written.
	 *
	 * @param value the value
	 * @param caller who has written it
	 * @param tags its tags, as they were before
	 */
	record Written(@Nullable Object value, Caller caller, Tags tags) {
	}

	/**
	 * Puts bytes into a store.
	 */
	interface Storing {

		boolean store(byte[] payload, Duration lifetime);

	}

}
