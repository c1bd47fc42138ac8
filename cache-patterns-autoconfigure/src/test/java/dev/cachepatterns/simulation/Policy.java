package dev.cachepatterns.simulation;

import dev.cachepatterns.simulation.Setting.Trial;

/**
 * The settings of which each promises something else of a write while the cache cannot be
 * reached, as docs/consistency.md has it.
 */
enum Policy {

	/**
	 * It is made; other JVMs may serve old values until it is acknowledged, or for the
	 * TTL if its JVM dies before.
	 */
	DEFAULT(Trial.OUTAGES),

	/**
	 * It fails; nobody serves an old value.
	 */
	REJECT(Trial.OUTAGES),

	/**
	 * It is noted; nobody serves an old value after the bound.
	 */
	JDBC(Trial.NOTES),

	/**
	 * It is noted, and returns after the bound; nobody serves an old value.
	 */
	JDBC_ALL(Trial.NOTES_OF_ALL);

	private final Trial trial;

	Policy(Trial trial) {
		this.trial = trial;
	}

	Trial trial() {
		return this.trial;
	}

	/**
	 * Whether the journal is in the database.
	 */
	boolean noting() {
		return this == JDBC || this == JDBC_ALL;
	}

	/**
	 * The oracle: who has to see a write from now on that has returned.
	 * @param failed whether the cache may not have been told
	 */
	void returned(Simulation simulation, Committing write, Transaction transaction, boolean failed) {
		int version = transaction.version().get();
		if (this == DEFAULT || (this == JDBC && failed)) {
			simulation.returnedIn(write.jvm(), version);
		}
		else {
			simulation.returned(version);
		}
		if (this == JDBC && failed) {
			simulation.journals().shared().promise(version, transaction.committedAt());
		}
	}

}
