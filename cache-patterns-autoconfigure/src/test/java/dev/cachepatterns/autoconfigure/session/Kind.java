package dev.cachepatterns.autoconfigure.session;

import java.util.Arrays;
import java.util.List;

/**
 * Where sessions are kept.
 */
enum Kind {

	MEMCACHED("cache-patterns.backend=memcached"),

	REDIS("cache-patterns.backend=redis"),

	REDIS_INDEXED("cache-patterns.backend=redis", "spring.session.data.redis.repository-type=indexed"),

	REDIS_BESIDE_MEMCACHED("cache-patterns.backend=redis", "cache-patterns.session.backend=memcached"),

	JDBC_REDIS("cache-patterns.backend=redis", "cache-patterns.session.durability=jdbc"),

	JDBC_MEMCACHED("cache-patterns.backend=memcached", "cache-patterns.session.durability=jdbc");

	private final List<String> settings;

	Kind(String... settings) {
		this.settings = Arrays.asList(settings);
	}

	List<String> settings() {
		return this.settings;
	}

}
