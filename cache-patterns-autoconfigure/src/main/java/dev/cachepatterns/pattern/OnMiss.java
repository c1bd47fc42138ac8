package dev.cachepatterns.pattern;

/**
 * What a reader may do about a miss before it loads.
 */
public enum OnMiss {

	/**
	 * Nothing: what it is going to load may be older than a lease that it takes now.
	 */
	PASS,

	/**
	 * Take the lease, but wait for nobody: it holds what others may be waiting for.
	 */
	LEASE,

	/**
	 * Take the lease, or wait for the value of who has it.
	 */
	WAIT

}
