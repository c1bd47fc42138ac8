package dev.cachepatterns.simulation;

import java.util.List;
import java.util.stream.Stream;

import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.simulation.Refreshing.Load;
import dev.cachepatterns.simulation.Setting.Trial;

/**
 * Scenarios that are small enough to try every order of their operations.
 */
final class Scenarios {

	private static final Program WRITER = new Writing(0, Outcome.COMMITTED, Effect.PUT);

	private static final Program EVICTING = new Writing(1, Outcome.COMMITTED, Effect.EVICT);

	private static final Program ROLLED_BACK = new Writing(1, Outcome.ROLLED_BACK, Effect.PUT);

	private static final Program UNKNOWN = new Writing(1, Outcome.UNKNOWN, Effect.PUT);

	private static final Program CLEARING = new Writing(1, Outcome.COMMITTED, Effect.CLEAR);

	private static final Program EARLY = new Writing(0, Outcome.COMMITTED, Effect.PUT, true);

	private static final Program EARLY_ROLLED_BACK = new Writing(1, Outcome.ROLLED_BACK, Effect.PUT, true);

	private static final Program OTHER_WRITER = new Writing(1, Outcome.COMMITTED, Effect.PUT);

	private static final Program TAG_EVICTING = new Writing(1, Outcome.COMMITTED, Effect.EVICT_TAG);

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
			.of(Stream.of(Backend.values()).flatMap(Scenarios::smallest), small(Backend.REDIS),
					middle(Backend.REDIS).limit(1), early(Backend.REDIS), switched(Backend.REDIS),
					putIfAbsent(Backend.REDIS).limit(3), putIfAbsent(Backend.MEMCACHED).limit(1),
					lagging(Backend.REDIS), refreshing(Backend.REDIS), refreshing(Backend.MEMCACHED).limit(1),
					tagged(Backend.REDIS), tagged(Backend.MEMCACHED).limit(1))
			.flatMap((scenarios) -> scenarios)
			.toList();
	}

	/**
	 * What goes wrong only when much time passes, which random schedules seldom let.
	 */
	static List<Scenario> slow() {
		return Stream.concat(early(Backend.REDIS).limit(1), lagging(Backend.REDIS).skip(3)).toList();
	}

	/**
	 * For a soak: some are too large for their end.
	 */
	static List<Scenario> large() {
		return Stream.of(Backend.values())
			.flatMap((backend) -> Stream
				.of(smallest(backend), small(backend), middle(backend), early(backend), switched(backend),
						putIfAbsent(backend), lagging(backend), refreshing(backend), tagged(backend))
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
				Scenario.of(backend, EVICTING, READER)
					.warmed()
					.with((backend == Backend.MEMCACHED) ? new Budget(0, 0, 1, 0, 0) : new Budget(0, 0, 1, 1, 1))
					.with(Formats.APART));
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

	/**
	 * Intents that travel while their method runs, as long as that takes.
	 */
	private static Stream<Scenario> early(Backend backend) {
		return Stream.of(Scenario.of(backend, EARLY, READER).warmed().with(new Budget(1, 0, 0, 0, 4)),
				Scenario.of(backend, EARLY, OTHER_WRITER, READER).warmed().with(new Budget(0, 0, 0, 0, 2)),
				Scenario.of(backend, EARLY, EARLY_ROLLED_BACK, READER).with(new Budget(0, 0, 0, 0, 1)));
	}

	/**
	 * Instances of which some serve nothing, switched at any time.
	 */
	private static Stream<Scenario> switched(Backend backend) {
		Setting half = Setting.of(backend).with(Mode.ON, Mode.INVALIDATE);
		return Stream.of(Scenario.of(half, OTHER_WRITER, READER, RELEASING).warmed(),
				Scenario.of(half, WRITER, OTHER_WRITER, READER).warmed().with(Budget.ofCrashes(1)),
				Scenario.of(half, CLEARING, WRITER, READER).warmed(),
				Scenario.of(half, OTHER_WRITER, READER_TWICE, Switching.of(1, Mode.ON, Mode.INVALIDATE)).warmed(),
				Scenario.of(half, WRITER, READER, Switching.of(0, Mode.INVALIDATE, Mode.ON)).warmed());
	}

	private static Stream<Scenario> putIfAbsent(Backend backend) {
		Setting setting = Setting.of(backend).with(Trial.PUTS);
		Program first = new PuttingIfAbsent(0, PuttingIfAbsent.FIRST);
		Program second = new PuttingIfAbsent(1, PuttingIfAbsent.FIRST + 1);
		return Stream.of(Scenario.of(setting, first, second).warmed(), Scenario.of(setting, first, second),
				Scenario.of(setting, first, second, READER),
				Scenario.of(setting, first, second, RELEASING).with(Budget.ofCrashes(1)));
	}

	/**
	 * Readers that load anew what they are served.
	 */
	private static Stream<Scenario> refreshing(Backend backend) {
		Setting setting = Setting.of(backend).with(Trial.REFRESHES);
		Program refreshing = new Refreshing(0, Load.STORED);
		Program other = new Refreshing(1, Load.STORED);
		return Stream.of(Scenario.of(setting, WRITER, refreshing, READER).warmed(),
				Scenario.of(setting, EVICTING, refreshing, other).warmed(),
				Scenario.of(setting, CLEARING, refreshing, READER_TWICE).warmed(),
				Scenario.of(setting, WRITER, refreshing, new Refreshing(1, Load.FAILED)).warmed(),
				Scenario.of(setting, WRITER, refreshing, new Refreshing(1, Load.NOT_WANTED)).warmed(),
				Scenario.of(setting, ROLLED_BACK, WRITER, refreshing).warmed().with(Budget.ofCrashes(1)),
				Scenario.of(setting, WRITER, refreshing).warmed().with(new Budget(1, 0, 1, 0, 3)));
	}

	/**
	 * Writers that evict the tag of the entry.
	 */
	private static Stream<Scenario> tagged(Backend backend) {
		Setting setting = Setting.of(backend).with(Trial.TAGS);
		return Stream.of(Scenario.of(setting, TAG_EVICTING, READER_TWICE).warmed(),
				Scenario.of(setting, TAG_EVICTING, READER).with(Budget.ofCrashes(1)),
				Scenario.of(setting, TAG_EVICTING, WRITER, READER).warmed(),
				Scenario.of(setting, TAG_EVICTING, READER, RELEASING).warmed(),
				Scenario.of(setting, TAG_EVICTING, READER).warmed().with(new Budget(1, 0, 1, 0, 2)));
	}

	/**
	 * Readers that load from a replica of the database.
	 */
	private static Stream<Scenario> lagging(Backend backend) {
		Setting setting = Setting.of(backend).with(Trial.REPLICA);
		return Stream.of(Scenario.of(setting, WRITER, OTHER_WRITER, READER),
				Scenario.of(setting, WRITER, OTHER_READER).with(new Budget(0, 0, 0, 0, 1)),
				Scenario.of(setting, EVICTING, READER_TWICE).warmed().with(new Budget(0, 0, 0, 0, 2)),
				Scenario.of(setting, WRITER, READER).with(new Budget(1, 0, 0, 0, 4)),
				Scenario.of(setting, CLEARING, READER).with(new Budget(1, 0, 0, 0, 4)));
	}

}
