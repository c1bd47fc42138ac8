package dev.cachepatterns.cache;

import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.cachepatterns.pattern.CacheAside;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.CacheManager;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.store.Region;

/**
 * All caches of an application. A cache exists from the first time its name is used.
 */
public final class PatternCacheManager implements CacheManager {

	private final ConcurrentMap<String, PatternCache> caches = new ConcurrentHashMap<>();

	private final Function<String, CacheAside> patterns;

	private final FailurePolicy failures;

	private final CacheListener listener;

	private final Supplier<Surroundings> surroundings;

	private volatile @Nullable Mode mode;

	/**
	 * A manager without caches.
	 * @param patterns makes the pattern of a cache from its name
	 * @param failures what becomes of calls that the backend has failed
	 * @param listener told of every cache that is created
	 * @param surroundings asked what surrounds a call that loads
	 */
	public PatternCacheManager(Function<String, CacheAside> patterns, FailurePolicy failures, CacheListener listener,
			Supplier<Surroundings> surroundings) {
		this.surroundings = surroundings;
		this.patterns = patterns;
		this.failures = failures;
		this.listener = listener;
	}

	@Override
	public PatternCache getCache(String name) {
		PatternCache cache = this.caches.get(name);
		return (cache != null) ? cache : create(name);
	}

	private PatternCache create(String name) {
		PatternCache fresh = new PatternCache(this.patterns.apply(name), this.failures, this.surroundings);
		PatternCache other = this.caches.putIfAbsent(name, fresh);
		if (other != null) {
			return other;
		}
		Mode chosen = this.mode;
		if (chosen != null) {
			fresh.switchTo(chosen);
		}
		this.listener.created(fresh);
		return fresh;
	}

	/**
	 * Makes all values old that have a tag, in all caches and on all instances, before it
	 * returns.
	 * @param tag the tag, written as {@link Object#toString} does
	 * @throws UnusableKeyException if it is too long
	 */
	public void evictTag(Object tag) {
		getCache(Region.TAGS).evict(CacheTag.of(tag));
	}

	/**
	 * Switches all caches for this instance, also those that will come into being.
	 * @param mode the mode
	 */
	public void switchTo(Mode mode) {
		this.mode = mode;
		this.caches.values().forEach((cache) -> cache.switchTo(mode));
	}

	@Override
	public Collection<String> getCacheNames() {
		return Collections.unmodifiableSet(this.caches.keySet());
	}

}
