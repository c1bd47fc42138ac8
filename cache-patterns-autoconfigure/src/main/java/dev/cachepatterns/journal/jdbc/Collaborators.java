package dev.cachepatterns.journal.jdbc;

import java.util.function.LongSupplier;

import dev.cachepatterns.journal.Scheduler;
import dev.cachepatterns.store.CacheStore;

/**
 * What a journal needs.
 *
 * @param store the cache
 * @param polls runs the polls, and nothing else: a cache that hangs must not delay them
 * @param replays runs the replays
 * @param nanoTime the time, as {@link System#nanoTime}
 */
public record Collaborators(CacheStore store, Scheduler polls, Scheduler replays, LongSupplier nanoTime) {
}
