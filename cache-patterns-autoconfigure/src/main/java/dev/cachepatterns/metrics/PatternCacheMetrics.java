package dev.cachepatterns.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.cache.CacheMeterBinder;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;

/**
 * Meters of one cache: {@code cache.gets} by result, {@code cache.puts},
 * {@code cache.evictions}, {@code cache.load} (time and number of loads after a miss) and
 * {@code cache.undecodable} (misses because stored bytes could not be read).
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
		FunctionCounter.builder("cache.undecodable", this.cache, (cache) -> cache.counts().undecodable())
			.tags(getTagsWithCacheName())
			.description("Misses because the stored bytes could not be read")
			.register(registry);
	}

}
