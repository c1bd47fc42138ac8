package dev.cachepatterns.simulation;

import java.util.List;

/**
 * Who acts, and how much may go wrong.
 *
 * @param backend the kind of backend
 * @param programs the actors
 * @param warm whether the cache holds the row at the start
 * @param pace whether writers keep to their time
 * @param budget what may go wrong
 * @param formats which formats of values there are
 */
record Scenario(Backend backend, List<Program> programs, boolean warm, Pace pace, Budget budget, Formats formats) {

	static Scenario of(Backend backend, Program... programs) {
		return new Scenario(backend, List.of(programs), false, Pace.IN_TIME, Budget.NONE, Formats.ONE);
	}

	Scenario warmed() {
		return new Scenario(this.backend, this.programs, true, this.pace, this.budget, this.formats);
	}

	Scenario at(Pace pace) {
		return new Scenario(this.backend, this.programs, this.warm, pace, this.budget, this.formats);
	}

	Scenario with(Budget budget) {
		return new Scenario(this.backend, this.programs, this.warm, this.pace, budget, this.formats);
	}

	Scenario with(Formats formats) {
		return new Scenario(this.backend, this.programs, this.warm, this.pace, this.budget, formats);
	}

}
