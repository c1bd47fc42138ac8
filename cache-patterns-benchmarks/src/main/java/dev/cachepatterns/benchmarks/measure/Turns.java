package dev.cachepatterns.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.cachepatterns.benchmarks.subject.Subject;
import dev.cachepatterns.benchmarks.subject.Subjects;

/**
 * Runs the subjects of a scenario in turns: in each round every subject has a slice, and
 * each round has an order of its own.
 */
public final class Turns {

	private Turns() {
	}

	/**
	 * Measures a scenario.
	 * @param subjects the subjects, prepared
	 * @param scenario the scenario
	 * @param pace how long
	 * @return what was measured
	 */
	public static Rounds run(Subjects subjects, Scenario scenario, Pace pace) {
		List<Subject> measured = subjects.of(scenario.operation());
		Map<String, List<Sample>> samples = new LinkedHashMap<>();
		Random random = new Random(1);
		try (Workers workers = new Workers(scenario.threads())) {
			for (int round = -pace.warmUp(); round < pace.rounds(); round++) {
				List<Subject> order = new ArrayList<>(measured);
				Collections.shuffle(order, random);
				for (Subject subject : order) {
					Sample sample = Meter.measure(workers, subject, scenario.operation(), pace.slice());
					if (round >= 0) {
						samples.computeIfAbsent(subject.name(), (name) -> new ArrayList<>()).add(sample);
					}
				}
			}
		}
		return new Rounds(scenario, measured, samples);
	}

}
