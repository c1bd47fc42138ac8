package dev.cachepatterns.simulation;

/**
 * One decision of the scheduler.
 *
 * @param kind what happens
 * @param index to which actor or late command; 0 where there is only one
 */
record Choice(Kind kind, int index) {

	private static final Choice[][] ALL = new Choice[Kind.values().length][16];

	static {
		for (Kind kind : Kind.values()) {
			for (int index = 0; index < 16; index++) {
				ALL[kind.ordinal()][index] = new Choice(kind, index);
			}
		}
	}

	static Choice of(Kind kind, int index) {
		return ALL[kind.ordinal()][index];
	}

	/**
	 * The number by which schedules are compared.
	 */
	int code() {
		return this.kind.ordinal() * 16 + this.index + 1;
	}

	/**
	 * What can happen.
	 */
	enum Kind {

		/**
		 * An actor makes its next operation.
		 */
		STEP,

		/**
		 * An actor's command is applied, its reply lost.
		 */
		LOST_REPLY,

		/**
		 * An actor's command is lost, or late.
		 */
		LOST_COMMAND,

		/**
		 * An actor's command is applied, and sent again when the actor comes next.
		 */
		RESENT,

		/**
		 * The backend refuses an actor's command.
		 */
		REFUSED,

		/**
		 * An actor never does anything again.
		 */
		CRASH,

		/**
		 * The server evicts the value or the lease.
		 */
		EVICT_ENTRY,

		/**
		 * The server evicts the generation.
		 */
		EVICT_GENERATION,

		/**
		 * The server evicts an intent whose writers all live on.
		 */
		EVICT_INTENT,

		/**
		 * The server evicts the intent under a generation whose writers all live on.
		 */
		EVICT_GENERATION_INTENT,

		/**
		 * Time passes.
		 */
		TIME,

		/**
		 * A lost command, or an unknown commit, arrives.
		 */
		LATE,

		/**
		 * A JVM reaches the backend no longer.
		 */
		CUT_OFF,

		/**
		 * A JVM reaches the backend again.
		 */
		RECONNECT,

		/**
		 * What becomes of the polls of a JVM changes.
		 */
		POLLS

	}

}
