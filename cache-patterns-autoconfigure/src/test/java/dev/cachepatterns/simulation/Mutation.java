package dev.cachepatterns.simulation;

/**
 * x.
 */
enum Mutation {

	/** x. */
	NONE,

	/** x. */
	FILL_WITHOUT_COMPARE,

	/** x. */
	GENERATION_OF_THE_CALLER,

	/** x. */
	INTENT_SHORTER_THAN_ITS_WRITE;

	Program mutate(Program program) {
		return program;
	}

}
