package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.store.Lookup;

/**
 * The answer of a cache to a read.
 *
 * @param hit the cached value, {@code null} on a miss
 * @param seen what stood there, for the fill that follows a miss
 * @param at when it was read, in {@link System#nanoTime()}
 */
public record Read(@Nullable Decoded hit, Lookup seen, long at) {
}
