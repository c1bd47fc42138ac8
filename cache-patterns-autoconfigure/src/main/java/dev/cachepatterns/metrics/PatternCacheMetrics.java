package dev.cachepatterns.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.stats.CacheStats.Counts;

/**
 * Meters of one cache: {@code cache.gets} by result, {@code cache.puts},
 * {@code cache.evictions}, {@code cache.load} (time and number of loads after a miss),
 * {@code cache.undecodable} (misses because stored bytes could not be read),
 * {@code cache.rejected} (values that the backend refused), {@code cache.leases} by
 * result ({@code won}, {@code lost}, {@code waited}), {@code cache.fills.refused} and
 * {@code cache.writes.overlapping} (values not stored, as a write came in between),
 * {@code cache.fallbacks} by result ({@code loaded}, {@code joined}, {@code rejected}:
 * calls while the cache was out).
 */
public final class PatternCacheMetrics extends CacheMeterBinder<PatternCache> {

	private final PatternCache cache;

	/**
	 * Meters of a cache.
	 * @param cache the cache
	 * @param tags tags of all its meters
	 */
	public PatternCacheMetrics(PatternCache cache, Iterable<Tag> tags) {
		super(cache, cache.getName(), tags);
		this.cache = cache;
	}

	@Override
	protected @Nullable Long size() {
		return null;
	}

	@Override
	protected long hitCount() {
		return this.cache.counts().hits();
	}

	@Override
	protected Long missCount() {
		return this.cache.counts().misses();
	}

	@Override
	protected Long evictionCount() {
		return this.cache.counts().evictions();
	}

	@Override
	protected long putCount() {
		return this.cache.counts().puts();
	}

	@Override
	protected void bindImplementationSpecificMetrics(MeterRegistry registry) {
		FunctionTimer
			.builder("cache.load", this.cache, (cache) -> cache.counts().loads(), (cache) -> cache.counts().loadNanos(),
					TimeUnit.NANOSECONDS)
			.tags(getTagsWithCacheName())
			.description("Loads after a miss")
			.register(registry);
		counter(registry, "cache.undecodable", Counts::undecodable,
				"Misses because the stored bytes could not be read");
		counter(registry, "cache.rejected", Counts::rejected,
				"Values that the backend refused, too large ones above all");
		results(registry, "cache.leases", "won", Counts::leases, "Missing values of which a reader took the lease");
		results(registry, "cache.leases", "lost", Counts::lostLeases, "Misses where another reader was faster");
		results(registry, "cache.leases", "waited", Counts::waits,
				"Calls that waited for the value that another one was loading");
		results(registry, "cache.fallbacks", "loaded", Counts::fallbacks,
				"Calls that loaded their value as the cache was out");
		results(registry, "cache.fallbacks", "joined", Counts::joinedFallbacks,
				"Calls that got the value of another one as the cache was out");
		results(registry, "cache.fallbacks", "rejected", Counts::rejectedFallbacks,
				"Calls that were not allowed to load as the cache was out");
		counter(registry, "cache.stale.hits", Counts::staleHits,
				"Reads answered with a value that was no longer fresh");
		counter(registry, "cache.refreshes", Counts::refreshes, "Values loaded anew while they were served");
		counter(registry, "cache.loads.failed", Counts::failedLoads, "Loads that failed");
		counter(registry, "cache.fills.refused", Counts::refusedFills,
				"Loaded values not stored, as a write came in between");
		counter(registry, "cache.writes.overlapping", Counts::overlaps,
				"Written values not stored, as another writer or a clear came in between");
	}

	private void results(MeterRegistry registry, String name, String result, ToLongFunction<Counts> count,
			String description) {
		FunctionCounter.builder(name, this.cache, (cache) -> count.applyAsLong(cache.counts()))
			.tags(getTagsWithCacheName())
			.tag("result", result)
			.description(description)
			.register(registry);
	}

	private void counter(MeterRegistry registry, String name, ToLongFunction<Counts> count, String description) {
		FunctionCounter.builder(name, this.cache, (cache) -> count.applyAsLong(cache.counts()))
			.tags(getTagsWithCacheName())
			.description(description)
			.register(registry);
	}

}
