package dev.cachepatterns.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.measure.Scenario;
import dev.cachepatterns.benchmarks.measure.Turns;
import dev.cachepatterns.benchmarks.report.Goals;
import dev.cachepatterns.benchmarks.report.ScenarioTable;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;
import dev.cachepatterns.benchmarks.subject.Subjects;

/**
 * Measures all subjects in one run, and prints tables.
 */
public final class SideBySide {

	private SideBySide() {
	}

	/**
	 * Measures.
	 * @param arguments see {@code docs/performance.md}
	 */
	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		run(Settings.parse(arguments), out);
		System.exit(0);
	}

	/**
	 * Measures, and prints each table as soon as it is there.
	 */
	static List<Rounds> run(Settings settings, PrintStream out) {
		List<Rounds> measured = new ArrayList<>();
		for (Backend backend : settings.backends()) {
			try (Subjects subjects = Subjects.start(backend)) {
				warmUp(subjects, backend, settings);
				for (Operation operation : operations(settings, subjects)) {
					subjects.prepare();
					for (int threads : settings.threads()) {
						Rounds rounds = Turns.run(subjects, new Scenario(backend, operation, threads), settings.pace());
						out.println(ScenarioTable.of(rounds));
						measured.add(rounds);
					}
				}
			}
		}
		out.println(Goals.table(measured));
		return measured;
	}

	/**
	 * Runs every operation with the most threads, as one thread alone takes long to have
	 * everything compiled.
	 */
	private static void warmUp(Subjects subjects, Backend backend, Settings settings) {
		Pace pace = new Pace(settings.pace().warmUp(), 0, settings.pace().slice());
		for (Operation operation : operations(settings, subjects)) {
			subjects.prepare();
			Turns.run(subjects, new Scenario(backend, operation, Collections.max(settings.threads())), pace);
		}
	}

	private static List<Operation> operations(Settings settings, Subjects subjects) {
		return settings.operations().stream().filter((operation) -> !subjects.of(operation).isEmpty()).toList();
	}

}
