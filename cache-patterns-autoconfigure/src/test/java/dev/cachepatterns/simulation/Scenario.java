package dev.cachepatterns.simulation;

import java.util.List;

/**
 * Who acts, and how much may go wrong.
 *
 * @param backend the kind of backend
 * @param programs the actors
 * @param warm whether the cache holds the row at the start
 * @param slow whether writers may take longer than their time, which is outside of the
 * promise where they then crash
 * @param budget what may go wrong
 */
record Scenario(Backend backend, List<Program> programs, boolean warm, boolean slow, Budget budget) {

	static Scenario of(Backend backend, Program... programs) {
		return new Scenario(backend, List.of(programs), false, false, Budget.NONE);
	}

	Scenario warmed() {
		return new Scenario(this.backend, this.programs, true, this.slow, this.budget);
	}

	Scenario slowed() {
		return new Scenario(this.backend, this.programs, this.warm, true, this.budget);
	}

	Scenario with(Budget budget) {
		return new Scenario(this.backend, this.programs, this.warm, this.slow, budget);
	}

}
