package dev.cachepatterns.interceptor;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.journal.Journal;

/**
 * What becomes of writes that the cache cannot be told of.
 *
 * @param journal where they are noted, {@code null} if there is no cache of ours
 * @param reject whether they fail
 */
public record WritePolicy(Supplier<@Nullable Journal> journal, boolean reject) {
}
