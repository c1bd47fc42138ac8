package dev.cachepatterns.checker;

/**
 * Where a worker pauses, and where it dies when it is told to.
 */
enum Step {

	/**
	 * A reader has loaded a row, and the cache does not have it yet.
	 */
	LOADED,

	/**
	 * A transaction has read a row, and is about to ask the cache.
	 */
	LOOKED,

	/**
	 * A writer has announced its keys, and is about to commit.
	 */
	ENTERED,

	/**
	 * A writer has committed, and the cache does not know it yet.
	 */
	COMMITTED,

	/**
	 * A writer has committed, and is about to clear the cache.
	 */
	CLEARING

}
