package dev.cachepatterns.checker;

/**
 * Something that has happened in a worker. Times are {@link System#nanoTime()}, which all
 * processes of one machine share on Linux and macOS.
 *
 * @param kind what
 * @param way how, for a load or a commit by any way that has it
 * @param key the row
 * @param version the version read or written
 * @param begin when it began
 * @param end when it was over
 */
record Event(Kind kind, Way way, int key, long version, long begin, long end) {

	/**
	 * What has happened.
	 */
	enum Kind {

		/**
		 * A read has returned, without a load of its own.
		 */
		HIT,

		/**
		 * A read has returned what it has loaded.
		 */
		MISS,

		/**
		 * A row was loaded; ends before the cache gets it.
		 */
		LOAD,

		/**
		 * A row was committed.
		 */
		COMMIT,

		/**
		 * A write has returned.
		 */
		WRITE,

		/**
		 * A write was rolled back.
		 */
		ROLLBACK

	}

}
