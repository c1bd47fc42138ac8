package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.StoreKey;

/**
 * The answer of a cache to a read.
 *
 * @param key what was read
 * @param hit the cached value, {@code null} on a miss
 * @param seen what stood there, for the fill that follows a miss
 * @param at when it was read, in {@link System#nanoTime()}
 * @param broken whether a value stands there that cannot be read
 */
public record Read(StoreKey key, @Nullable Decoded hit, Lookup seen, long at, boolean broken) {

	Read seeing(Lookup lookup) {
		return new Read(this.key, this.hit, lookup, this.at, this.broken);
	}

}
