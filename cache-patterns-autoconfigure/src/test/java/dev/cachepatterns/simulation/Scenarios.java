package dev.cachepatterns.simulation;

import java.util.List;
import java.util.stream.Stream;

import dev.cachepatterns.simulation.ClearPrograms.Clearing;
import dev.cachepatterns.simulation.Programs.Outcome;
import dev.cachepatterns.simulation.Programs.Reading;
import dev.cachepatterns.simulation.Programs.Writing;

/**
 * Scenarios that are small enough to try every order of their operations.
 */
final class Scenarios {

	private static final Program WRITER = new Writing(0, Outcome.COMMITTED, true);

	private static final Program EVICTING = new Writing(1, Outcome.COMMITTED, false);

	private static final Program ROLLED_BACK = new Writing(1, Outcome.ROLLED_BACK, true);

	private static final Program UNKNOWN = new Writing(1, Outcome.UNKNOWN, true);

	private static final Program CLEARING = new Clearing(1, Outcome.COMMITTED);

	private static final Program READER = new Reading(0, Simulation.METHOD, 1, true);

	private static final Program READER_TWICE = new Reading(1, Simulation.METHOD, 2, true);

	private static final Program RELEASING = new Reading(1, Simulation.METHOD, 1, false);

	private static final Program OTHER_READER = new Reading(1, Simulation.ANOTHER_METHOD, 1, true);

	private Scenarios() {
	}

	/**
	 * For the normal build: each is tried to its end.
	 */
	static List<Scenario> small() {
		return Stream
			.of(Stream.of(Backend.values()).flatMap(Scenarios::smallest),
					Stream.of(Backend.REDIS, Backend.MEMORY).flatMap(Scenarios::small), middle(Backend.REDIS))
			.flatMap((scenarios) -> scenarios)
			.toList();
	}

	/**
	 * For a soak: some are too large for their end.
	 */
	static List<Scenario> large() {
		return Stream.of(Backend.values())
			.flatMap((backend) -> Stream.of(smallest(backend), small(backend), middle(backend))
				.flatMap((scenarios) -> scenarios))
			.toList();
	}

	private static Stream<Scenario> smallest(Backend backend) {
		return Stream.of(Scenario.of(backend, WRITER, EVICTING, READER).warmed(),
				Scenario.of(backend, WRITER, OTHER_READER, READER).warmed(),
				Scenario.of(backend, WRITER, CLEARING, READER_TWICE).warmed(),
				Scenario.of(backend, CLEARING, READER, READER).warmed(),
				Scenario.of(backend, WRITER, WRITER, READER).warmed().with(Budget.ofCrashes(1)),
				Scenario.of(backend, EVICTING, READER_TWICE).warmed().with(Budget.ofCrashes(1)).with(Formats.NEWER),
				Scenario.of(backend, EVICTING, READER).warmed().with(new Budget(0, 0, 1, 1, 1)).with(Formats.APART));
	}

	private static Stream<Scenario> small(Backend backend) {
		return Stream.of(Scenario.of(backend, WRITER, READER_TWICE).warmed().with(new Budget(1, 0, 1, 0, 2)),
				Scenario.of(backend, WRITER, WRITER, READER), Scenario.of(backend, WRITER, READER, READER),
				Scenario.of(backend, WRITER, CLEARING, READER),
				Scenario.of(backend, WRITER, RELEASING, READER).with(Budget.ofCrashes(1)),
				Scenario.of(backend, ROLLED_BACK, WRITER, READER).with(Budget.ofCrashes(1)),
				Scenario.of(backend, WRITER, UNKNOWN, READER).with(new Budget(0, 0, 0, 0, 1)),
				Scenario.of(backend, CLEARING, CLEARING, READER).warmed().with(Budget.ofCrashes(1)));
	}

	private static Stream<Scenario> middle(Backend backend) {
		return Stream.of(Scenario.of(backend, WRITER, EVICTING, WRITER, READER),
				Scenario.of(backend, WRITER, WRITER, READER, READER));
	}

}
