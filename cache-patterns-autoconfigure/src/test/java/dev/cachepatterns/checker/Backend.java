package dev.cachepatterns.checker;

import java.util.Locale;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * Which cache a cell uses.
 */
enum Backend {

	/**
	 * Redis.
	 */
	REDIS,

	/**
	 * Memcached.
	 */
	MEMCACHED;

	/**
	 * A started server.
	 * @param options of Redis
	 */
	CacheServer started(String... options) {
		return switch (this) {
			case REDIS -> RedisServer.started(options);
			case MEMCACHED -> MemcachedServer.started();
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
