package dev.cachepatterns.cache;

/**
 * Told of caches as they come into being.
 */
@FunctionalInterface
public interface CacheListener {

	/**
	 * A cache was created.
	 * @param cache the cache
	 */
	void created(PatternCache cache);

}
