package dev.cachepatterns.simulation;

/**
 * How a transaction ends.
 */
enum Outcome {

	/**
	 * It is committed.
	 */
	COMMITTED,

	/**
	 * It is rolled back.
	 */
	ROLLED_BACK,

	/**
	 * The writer cannot know.
	 */
	UNKNOWN

}
