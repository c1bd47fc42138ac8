package dev.cachepatterns.endpoint;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.stats.CacheStats;

/**
 * What the caches of this instance do and have counted, and the switch of their mode:
 * {@code GET /actuator/cachepatterns}, {@code POST /actuator/cachepatterns} and
 * {@code POST /actuator/cachepatterns/{cache}} with {@code {"mode": "invalidate"}}. A
 * mode lasts until the next switch or the end of this JVM, and is this instance's only.
 */
@Endpoint(id = "cachepatterns")
public final class CachePatternsEndpoint {

	private final PatternCacheManager caches;

	/**
	 * An endpoint.
	 * @param caches the caches
	 */
	public CachePatternsEndpoint(PatternCacheManager caches) {
		this.caches = caches;
	}

	/**
	 * All caches that have been used.
	 * @return each by its name
	 */
	@ReadOperation
	public Map<String, CacheDescription> caches() {
		Map<String, CacheDescription> all = new TreeMap<>();
		this.caches.getCacheNames().forEach((name) -> all.put(name, describe(this.caches.getCache(name))));
		return all;
	}

	/**
	 * One cache.
	 * @param cache its name
	 * @return the cache, {@code null} if it has not been used
	 */
	@ReadOperation
	public @Nullable CacheDescription cache(@Selector String cache) {
		return known(cache) ? describe(this.caches.getCache(cache)) : null;
	}

	/**
	 * Switches all caches of this instance, also those that have not been used yet.
	 * @param mode the mode
	 * @return all caches
	 */
	@WriteOperation
	public Map<String, CacheDescription> switchAll(Mode mode) {
		this.caches.switchTo(mode);
		return caches();
	}

	/**
	 * Switches one cache of this instance.
	 * @param cache its name
	 * @param mode the mode
	 * @return the cache, {@code null} if it has not been used
	 */
	@WriteOperation
	public @Nullable CacheDescription switchOne(@Selector String cache, Mode mode) {
		if (!known(cache)) {
			return null;
		}
		this.caches.getCache(cache).switchTo(mode);
		return cache(cache);
	}

	private boolean known(String cache) {
		return this.caches.getCacheNames().contains(cache);
	}

	private static CacheDescription describe(PatternCache cache) {
		return new CacheDescription(cache.mode(), cache.consistency(), cache.counts());
	}

	/**
	 * A cache.
	 *
	 * @param mode what it does for this instance
	 * @param consistency what it promises
	 * @param counts what this instance has counted since its start
	 */
	public record CacheDescription(Mode mode, Consistency consistency, CacheStats.Counts counts) {
	}

}
