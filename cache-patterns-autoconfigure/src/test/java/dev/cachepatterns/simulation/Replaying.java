package dev.cachepatterns.simulation;

/**
 * Replays what is owed.
 *
 * @param jvm where
 */
record Replaying(int jvm) implements Background {

	@Override
	public String toString() {
		return "replay of JVM " + this.jvm;
	}

}
