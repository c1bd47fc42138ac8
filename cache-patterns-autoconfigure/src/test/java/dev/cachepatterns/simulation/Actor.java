package dev.cachepatterns.simulation;

/**
 * How far an actor has come; never changes.
 *
 * @param program what it does
 * @param tape what its operations have returned
 * @param state whether it goes on
 * @param deadline the end of its time as a writer, in milliseconds; 0 while it is none
 * @param mortal whether it may crash: not once others rely on its end
 */
record Actor(Program program, Tape tape, State state, long deadline, boolean mortal) {

	static Actor of(Program program) {
		return new Actor(program, Tape.EMPTY, State.ALIVE, 0, true);
	}

	boolean alive() {
		return this.state == State.ALIVE;
	}

	Actor recording(Object result) {
		return new Actor(this.program, this.tape.with(result), this.state, this.deadline, this.mortal);
	}

	Actor ended() {
		return new Actor(this.program, this.tape, State.ENDED, 0, this.mortal);
	}

	Actor crashed() {
		return new Actor(this.program, this.tape, State.CRASHED, 0, this.mortal);
	}

	Actor until(long deadline) {
		return new Actor(this.program, this.tape, this.state, deadline, this.mortal);
	}

	Actor immortal() {
		return new Actor(this.program, this.tape, this.state, this.deadline, false);
	}

	/**
	 * Whether an actor goes on.
	 */
	enum State {

		/**
		 * It has operations to come.
		 */
		ALIVE,

		/**
		 * Its program has ended.
		 */
		ENDED,

		/**
		 * It never does anything again.
		 */
		CRASHED

	}

}
