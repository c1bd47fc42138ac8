package dev.cachepatterns.simulation;

import java.util.List;

import dev.cachepatterns.pattern.Mode;

/**
 * What stays as it is in a schedule.
 *
 * @param backend the kind of backend
 * @param formats which formats of values there are
 * @param trial what is tried
 * @param modes of the cache in each JVM at the start; empty if nobody switches
 */
record Setting(Backend backend, Formats formats, Trial trial, List<Mode> modes) {

	static Setting of(Backend backend) {
		return new Setting(backend, Formats.ONE, Trial.WRITES, List.of());
	}

	Setting with(Trial trial) {
		return new Setting(this.backend, this.formats, trial, this.modes);
	}

	Setting with(Formats formats) {
		return new Setting(this.backend, formats, this.trial, this.modes);
	}

	Setting with(Mode first, Mode second) {
		return new Setting(this.backend, this.formats, this.trial, List.of(first, second));
	}

	boolean lagging() {
		return this.trial == Trial.REPLICA;
	}

	boolean refreshing() {
		return this.trial == Trial.REFRESHES;
	}

	boolean tagged() {
		return this.trial == Trial.TAGS;
	}

	boolean putting() {
		return this.trial == Trial.PUTS;
	}

	boolean owing() {
		return this.trial == Trial.OUTAGES;
	}

	/**
	 * Whether the journal is in the database.
	 */
	boolean noting() {
		return this.trial == Trial.NOTES || this.trial == Trial.NOTES_OF_ALL;
	}

	/**
	 * What is tried beside reads and writes.
	 */
	enum Trial {

		/**
		 * Nothing else.
		 */
		WRITES,

		/**
		 * Callers put values if there is none: all must see the same.
		 */
		PUTS,

		/**
		 * Loads read a replica of the database, and the caches know.
		 */
		REPLICA,

		/**
		 * Values are loaded anew while they are served.
		 */
		REFRESHES,

		/**
		 * Values have a tag, which is evicted in place of their key.
		 */
		TAGS,

		/**
		 * The backend cannot be reached at times, and each JVM has a journal.
		 */
		OUTAGES,

		/**
		 * The backend and the database cannot be reached at times, and the journal is in
		 * the database.
		 */
		NOTES,

		/**
		 * The same, and every write is noted.
		 */
		NOTES_OF_ALL

	}

}
