package dev.cachepatterns.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.cachepatterns.benchmarks.measure.Quartiles;
import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.subject.Operation;

/**
 * The goals of the server's processor time where reads and writes take turns, held
 * against what was measured.
 */
final class MixedGoals {

	static final String EVENTUAL = Goals.OURS + ", eventual";

	private static final double MOST_TIMES_SPRING = 1.3;

	private static final double MOST_TIMES_SPRING_EVENTUAL = 1;

	private MixedGoals() {
	}

	static List<Goal> of(List<Rounds> measured) {
		List<Goal> goals = new ArrayList<>();
		for (Rounds rounds : measured) {
			if (Operation.MIXED.contains(rounds.scenario().operation())) {
				goals.add(serverCpu(rounds, Goals.OURS, "strict", MOST_TIMES_SPRING));
				goals.add(serverCpu(rounds, EVENTUAL, "eventual", MOST_TIMES_SPRING_EVENTUAL));
			}
		}
		return goals;
	}

	private static Goal serverCpu(Rounds rounds, String subject, String consistency, double limit) {
		String spring = Goals.spring(rounds);
		Quartiles ratio = rounds.ratio(subject, spring, (sample) -> sample.server().cpuNanos());
		return new Goal(String.format(Locale.ROOT, "%s: %s at most %.1f times %s", rounds.scenario().title(),
				consistency, limit, spring), Goals.text(ratio), ratio.median() <= limit);
	}

}
