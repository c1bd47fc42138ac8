package dev.cachepatterns.simulation;

import java.util.List;

/**
 * Who acts, and how much may go wrong.
 *
 * @param setting what stays as it is
 * @param programs the actors
 * @param warm whether the cache holds the row at the start
 * @param pace whether writers keep to their time
 * @param budget what may go wrong
 */
record Scenario(Setting setting, List<Program> programs, boolean warm, Pace pace, Budget budget) {

	static Scenario of(Backend backend, Program... programs) {
		return of(Setting.of(backend), programs);
	}

	static Scenario of(Setting setting, Program... programs) {
		return new Scenario(setting, List.of(programs), false, Pace.IN_TIME, Budget.NONE);
	}

	Scenario warmed() {
		return new Scenario(this.setting, this.programs, true, this.pace, this.budget);
	}

	Scenario at(Pace pace) {
		return new Scenario(this.setting, this.programs, this.warm, pace, this.budget);
	}

	Scenario mutated(Mutation mutation) {
		return new Scenario(this.setting, this.programs.stream().map(mutation::mutate).toList(), this.warm, this.pace,
				this.budget);
	}

	Scenario with(Formats formats) {
		return new Scenario(this.setting.with(formats), this.programs, this.warm, this.pace, this.budget);
	}

	Scenario with(Budget budget) {
		return new Scenario(this.setting, this.programs, this.warm, this.pace, budget);
	}

}
