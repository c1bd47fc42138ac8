package dev.cachepatterns.simulation;

/**
 * Leaves an actor's program before an operation that it has not been scheduled for. An
 * error, so that no production code takes it for a failure.
 */
final class Suspension extends Error {

	static final Suspension INSTANCE = new Suspension();

	private Suspension() {
		super(null, null, false, false);
	}

}
