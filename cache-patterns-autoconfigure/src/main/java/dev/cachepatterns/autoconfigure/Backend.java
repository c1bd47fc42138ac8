package dev.cachepatterns.autoconfigure;

/**
 * Where entries are kept.
 */
public enum Backend {

	/**
	 * Redis or Valkey, over the connection of {@code spring.data.redis.*}.
	 */
	REDIS,

	/**
	 * Memcached, at {@code cache-patterns.memcached.servers}.
	 */
	MEMCACHED,

	/**
	 * The memory of this JVM; other instances of the application do not see it.
	 */
	MEMORY

}
