package dev.cachepatterns.simulation;

/**
 * Polls the table of the journal.
 *
 * @param jvm where
 */
record Polling(int jvm) implements Background {

	@Override
	public String toString() {
		return "polls of JVM " + this.jvm;
	}

}
