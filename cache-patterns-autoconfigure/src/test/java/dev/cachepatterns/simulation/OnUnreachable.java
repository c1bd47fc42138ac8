package dev.cachepatterns.simulation;

/**
 * What becomes of a write that the cache cannot be told of.
 */
enum OnUnreachable {

	/**
	 * It is made, and owed.
	 */
	PROCEED,

	/**
	 * It fails.
	 */
	REJECT,

	/**
	 * It is made, and nobody remembers: a mistake.
	 */
	FORGET

}
