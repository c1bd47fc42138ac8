package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;

/**
 * The failure of a load.
 *
 * @param expected what was to be loaded
 * @param shared what the loader has thrown, for those too that wait for its value;
 * {@code null} if they load for themselves, one at a time
 */
public record LoadFailure(Expected expected, @Nullable Throwable shared) {
}
