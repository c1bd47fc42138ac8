package dev.cachepatterns.pattern;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.store.CacheStore;

/**
 * What all caches of an application share.
 *
 * @param store where entries are
 * @param codec writes and reads them
 * @param random source of stamps; never zero
 * @param executor runs blocking steps for callers that must not block
 * @param refreshes runs loaders of values that are served meanwhile
 * @param timed runs loaders whose callers wait for a bounded time
 * @param prefix first part of all keys of the call at hand
 * @param clock the time by which entries expire
 * @param timeouts how long readers and writers bear with each other
 * @param trust whether what the store answers may be served
 * @param loads limits loads while the cache is out
 */
public record Storage(CacheStore store, EntryCodec codec, LongSupplier random, Executor executor, Executor refreshes,
		TimedLoads timed, Supplier<String> prefix, Clock clock, Timeouts timeouts, Trust trust, LoadGuard loads) {
}
