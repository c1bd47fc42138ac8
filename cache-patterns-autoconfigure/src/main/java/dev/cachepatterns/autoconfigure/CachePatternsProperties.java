package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code cache-patterns.*}. An unknown name below the prefix stops the start, as a
 * misspelled TTL would otherwise go unseen.
 *
 * @param backend where entries are kept
 * @param mode what all caches do for this instance: on; invalidate, which serves and
 * stores nothing, while every write still makes old entries vanish; off, for a whole
 * fleet
 * @param keyPrefix first part of every key on the server, so that applications can share
 * one; without braces, white space and control characters, may be empty
 * @param defaults settings of every cache that has none of its own
 * @param caches settings by name of the cache
 * @param refresh loads of values that are served meanwhile
 * @param serialization how values become bytes
 * @param consistency what readers and writers of one key owe each other
 * @param memory settings of the memory backend
 * @param memcached settings of the memcached backend
 * @param redis settings of the redis backend
 * @param resilience what happens when the cache fails
 * @param session HTTP sessions
 */
@ConfigurationProperties(prefix = "cache-patterns", ignoreUnknownFields = false)
public record CachePatternsProperties(@DefaultValue("redis") Backend backend, @DefaultValue("on") Mode mode,
		@DefaultValue("cache-patterns") String keyPrefix, @DefaultValue Defaults defaults,
		@DefaultValue Map<String, CacheSettings> caches, @DefaultValue Refresh refresh,
		@DefaultValue Serialization serialization,
		@NestedConfigurationProperty @DefaultValue ConsistencyProperties consistency, @DefaultValue Memory memory,
		@DefaultValue Memcached memcached, @DefaultValue Redis redis,
		@NestedConfigurationProperty @DefaultValue Resilience resilience,
		@NestedConfigurationProperty @DefaultValue HttpSessionProperties session) {

	/**
	 * Checks every value.
	 * @throws CachePatternsConfigurationException naming the property and the remedy
	 */
	public CachePatternsProperties {
		Check.prefix("cache-patterns.key-prefix", keyPrefix);
		TtlSettings.check(defaults);
		caches.forEach((name, cache) -> new TtlSettings(name, cache, defaults).check());
		Check.threads("cache-patterns.refresh.threads", refresh.threads());
		Check.time("cache-patterns.refresh.retry", refresh.retry());
		Check.limit("cache-patterns.consistency.lease-timeout", consistency.leaseTimeout());
		Check.limit("cache-patterns.consistency.intent-timeout", consistency.intentTimeout());
		Check.lag("cache-patterns.consistency.replica-lag", consistency.replicaLag());
		Check.waitBudget("cache-patterns.consistency.wait-budget", consistency.waitBudget());
		Check.bound("cache-patterns.consistency.journal-bound", consistency.journalBound());
		Check.journal(consistency);
		Check.size("cache-patterns.memory.maximum-size", memory.maximumSize());
		Check.servers("cache-patterns.memcached.servers", memcached.servers());
		Check.timeout("cache-patterns.resilience.timeout", resilience.timeout());
		Check.loads("cache-patterns.resilience.max-concurrent-loads", resilience.maxConcurrentLoads());
		Check.waitBudget("cache-patterns.resilience.load-wait", resilience.loadWait());
		Check.sweep("cache-patterns.redis.sweep", redis.sweep());
		Check.touch("cache-patterns.session.touch-interval", session.touchInterval());
	}

	/**
	 * The policy of a cache.
	 * @param cache name of the cache
	 * @return the policy
	 */
	TtlPolicy ttl(String cache) {
		return new TtlSettings(cache, settings(cache), this.defaults).policy();
	}

	/**
	 * How long callers of a cache wait for a load.
	 */
	LoadTimeouts loadTimeouts(String cache) {
		return new TtlSettings(cache, settings(cache), this.defaults).timeouts();
	}

	CacheSettings settings(String cache) {
		CacheSettings own = this.caches.get(cache);
		if (own == null) {
			// Binding drops these characters from a name that is not in brackets
			own = this.caches.get(cache.replaceAll("[^\\p{Alnum}.-]", ""));
		}
		return (own != null) ? own : CacheSettings.NONE;
	}

	/**
	 * Settings of every cache that has none of its own.
	 *
	 * @param ttl time that a value may be served; positive
	 * @param nullTtl time that a null may be served, at most the TTL of other values; 0
	 * to keep no nulls
	 * @param writeThroughTtl the same of caches that are declared write-through: only a
	 * safety net against changes that pass the cache by
	 * @param ttlJitter by how much each time to live is shortened at most, at random, so
	 * that entries stored together do not expire together: a part such as 10%, up to
	 * 100%, or a time such as 30s, shorter than the TTL; 0 for nothing
	 * @param staleWhileRevalidate time after the TTL for which a value is still served
	 * while one caller of all instances loads it anew in the background; 0 for none
	 * @param staleIfError time after the TTL for which a value is served if loading it
	 * anew fails; beside the other, not after it; 0 for none
	 * @param timeToIdle time without a read after which a value vanishes, shorter than
	 * the TTL; 0 for none
	 * @param refreshAhead part of the TTL after which a read has the value loaded anew in
	 * the background, such as 80%; 100% for "not ahead"
	 * @param softLoadTimeout time after which a caller gets the value that stale-if-error
	 * keeps, and the load goes on without it; 0 for "as long as the load takes"
	 * @param loadTimeout time after which a caller gets a LoadTimeoutException where no
	 * value is kept, and the load goes on without it; 0 for "as long as the load takes"
	 */
	public record Defaults(@DefaultValue("1h") Duration ttl, @DefaultValue("1m") Duration nullTtl,
			@DefaultValue("1d") Duration writeThroughTtl, @DefaultValue("0") String ttlJitter,
			@DefaultValue("0") Duration staleWhileRevalidate, @DefaultValue("0") Duration staleIfError,
			@DefaultValue("0") Duration timeToIdle, @DefaultValue("100%") String refreshAhead,
			@DefaultValue("0") Duration softLoadTimeout, @DefaultValue("0") Duration loadTimeout) {
	}

	/**
	 * Loads of values that are served meanwhile.
	 *
	 * @param threads threads of this instance that run them, at least 1
	 * @param retry time after a failed load for which a value that is no longer fresh is
	 * served without another attempt, on all instances
	 */
	public record Refresh(@DefaultValue("8") int threads, @DefaultValue("5s") Duration retry) {
	}

	/**
	 * Settings of one cache.
	 *
	 * @param ttl time that a value may be served; positive
	 * @param nullTtl time that a null may be served; 0 to keep no nulls
	 * @param writeThrough whether writes leave the new value here, so that a TTL is only
	 * a safety net: without a TTL of its own it has the default of such caches
	 * @param ttlJitter by how much each is shortened at most, at random, such as 10% or
	 * 30s; 0 for nothing
	 * @param staleWhileRevalidate time after the TTL for which a value is served while it
	 * is loaded anew
	 * @param staleIfError time after the TTL for which a value is served if that fails
	 * @param timeToIdle time without a read after which a value vanishes
	 * @param refreshAhead part of the TTL after which a read has the value loaded anew
	 * @param softLoadTimeout time after which a caller gets the value that stale-if-error
	 * keeps
	 * @param loadTimeout time after which a caller gets an exception where none is kept
	 * @param type type of its values as Java writes it, generics included; for caches
	 * that are used without an annotated method that declares it
	 * @param mode what the cache does for this instance, if it is not that of all
	 * @param consistency strict: no read that starts after a write has returned sees
	 * anything older; eventual: GET, SET and DEL, and a clear that other instances see
	 * within a second, for data that does not need more. All instances must agree
	 */
	public record CacheSettings(@Nullable Duration ttl, @Nullable Duration nullTtl, boolean writeThrough,
			@Nullable String ttlJitter, @Nullable Duration staleWhileRevalidate, @Nullable Duration staleIfError,
			@Nullable Duration timeToIdle, @Nullable String refreshAhead, @Nullable Duration softLoadTimeout,
			@Nullable Duration loadTimeout, @Nullable String type, @Nullable Mode mode,
			@DefaultValue("strict") Consistency consistency) {

		static final CacheSettings NONE = new CacheSettings(null, null, false, null, null, null, null, null, null, null,
				null, null, Consistency.STRICT);

	}

	/**
	 * How values become bytes.
	 *
	 * @param format how they are written, unless there is a ValueCodec bean
	 * @param allowedTypes classes that a value of an open type (Object, an interface, an
	 * abstract class) may have; with java serialization every class of the application
	 * that may be read, also by package, as in com.example.* and com.example.**
	 */
	public record Serialization(@DefaultValue("json") Format format, @DefaultValue List<String> allowedTypes) {

		/**
		 * How values are written.
		 */
		public enum Format {

			/**
			 * JSON, by Jackson.
			 */
			JSON,

			/**
			 * JDK serialization with an allow-list.
			 */
			JAVA

		}

	}

	/**
	 * Settings of the memory backend.
	 *
	 * @param maximumSize bound on what all caches together hold, keys, values and an
	 * estimate of their overhead; when it is reached the least useful entries are evicted
	 */
	public record Memory(@DefaultValue("128MB") DataSize maximumSize) {
	}

	/**
	 * Settings of the memcached backend.
	 *
	 * @param servers the nodes, each as host:port; a key stays on its node when another
	 * is lost
	 */
	public record Memcached(@DefaultValue("localhost:11211") List<String> servers) {
	}

	/**
	 * Settings of the redis backend; spring.data.redis.* says where it is.
	 *
	 * @param sweep time after a clear until the entries that it has left behind, which
	 * nobody is served, are removed: by SCAN through all keys, at a tenth of the server's
	 * time; clears of a cache within it share a sweep. 0 to leave them to their TTL, as
	 * on a server whose keys are mostly of others; otherwise 1s to 1d
	 * @param evictSpringKeys whether writes also evict entries of Spring's RedisCache
	 */
	public record Redis(@DefaultValue("1m") Duration sweep, @DefaultValue("false") boolean evictSpringKeys) {
	}

}
