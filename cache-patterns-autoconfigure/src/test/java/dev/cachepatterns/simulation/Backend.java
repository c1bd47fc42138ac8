package dev.cachepatterns.simulation;

/**
 * How a backend makes a step of the store, and what becomes of a command without a reply.
 */
enum Backend {

	/**
	 * A script makes the whole step. The client sends a command again after it has
	 * reconnected.
	 */
	REDIS,

	/**
	 * A step is a read, and a write if nothing came in between. No command is sent twice.
	 */
	MEMCACHED,

	/**
	 * A step is atomic, that of a writer's intent and its generation are two.
	 */
	MEMORY;

	boolean sendsAgain() {
		return this == REDIS;
	}

}
