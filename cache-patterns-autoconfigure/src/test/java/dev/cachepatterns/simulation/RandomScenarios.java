package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.simulation.Switching.Switch;
import dev.cachepatterns.simulation.Refreshing.Load;
import dev.cachepatterns.simulation.Setting.Trial;

/**
 * Scenarios that a seed decides.
 */
final class RandomScenarios {

	private static final Backend[] BACKENDS = Backend.values();

	private static final Formats[] FORMATS = { Formats.ONE, Formats.ONE, Formats.ONE, Formats.ONE, Formats.NEWER,
			Formats.APART };

	private final Mutation mutation;

	RandomScenarios(Mutation mutation) {
		this.mutation = mutation;
	}

	Scenario next(SplittableRandom random) {
		Setting one = Setting.of(BACKENDS[random.nextInt(BACKENDS.length)]);
		Setting setting = one.with(FORMATS[random.nextInt(FORMATS.length)]);
		Sort sort = Sort.of(random.nextInt(21));
		boolean warm = random.nextBoolean();
		Budget any = new Budget(random.nextInt(3), random.nextInt(4), random.nextInt(3), 0, random.nextInt(5));
		return switch (sort) {
			case LATE -> new Scenario(setting, programs(random, sort), warm, Pace.LATE, new Budget(0, 0, 1, 1, 5));
			case LINGERING ->
				new Scenario(setting, programs(random, sort), warm, Pace.LINGERING, new Budget(1, 0, 0, 0, 6));
			case UNDISTURBED -> new Scenario(setting, programs(random, sort), warm, Pace.IN_TIME, Budget.NONE);
			case INTENTS_EVICTED -> new Scenario(setting, programs(random, sort), warm, Pace.IN_TIME,
					new Budget(0, 0, any.evictions(), 1, any.jumps()));
			case SWITCHED -> switched(random, setting.with(mode(random), mode(random)), warm, any);
			case PUTS -> new Scenario(one.with(Trial.PUTS), puts(random), warm, Pace.IN_TIME,
					new Budget(any.crashes(), any.faults(), 0, 0, any.jumps()));
			case REPLICA -> new Scenario(setting.with(Trial.REPLICA), programs(random, sort), warm, Pace.IN_TIME,
					new Budget(any.crashes(), 0, 0, 0, any.jumps() + 4));
			case REFRESHES -> new Scenario(one.with(Trial.REFRESHES), refreshes(random), warm, Pace.IN_TIME, any);
			case TAGS -> new Scenario(one.with(Trial.TAGS), tagged(random), warm, Pace.IN_TIME, any);
			case SLOW -> new Scenario(setting, slow(random), warm, Pace.IN_TIME, new Budget(1, 0, 0, 0, 8));
			case ANY -> new Scenario(setting, programs(random, sort), warm, Pace.IN_TIME, any);
		};
	}

	private Scenario switched(SplittableRandom random, Setting setting, boolean warm, Budget budget) {
		List<Program> programs = programs(random, Sort.SWITCHED);
		List<Switch> switches = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			switches.add(new Switch(random.nextInt(2), mode(random)));
		}
		programs.add(new Switching(switches));
		return new Scenario(setting, programs, warm, Pace.IN_TIME, budget);
	}

	private static Mode mode(SplittableRandom random) {
		return random.nextBoolean() ? Mode.ON : Mode.INVALIDATE;
	}

	private List<Program> refreshes(SplittableRandom random) {
		List<Program> programs = programs(random, Sort.REFRESHES);
		for (int i = random.nextInt(1, 3); i > 0; i--) {
			Load load = (random.nextInt(4) > 0) ? Load.STORED : random.nextBoolean() ? Load.FAILED : Load.NOT_WANTED;
			programs.add(this.mutation.mutate(new Refreshing(random.nextInt(2), load)));
		}
		return programs;
	}

	private List<Program> tagged(SplittableRandom random) {
		List<Program> programs = new ArrayList<>();
		for (int i = random.nextInt(1, 3); i > 0; i--) {
			int jvm = random.nextInt(2);
			Outcome outcome = Outcome.values()[Math.max(0, random.nextInt(6) - 3)];
			Program evicting = (random.nextInt(6) == 0) ? new Unannounced(jvm, Effect.EVICT_TAG)
					: new Writing(jvm, outcome, Effect.EVICT_TAG, random.nextInt(3) == 0);
			programs.add(this.mutation.mutate(evicting));
		}
		programs.addAll(programs(random, Sort.TAGS));
		return programs;
	}

	private List<Program> slow(SplittableRandom random) {
		List<Program> programs = new ArrayList<>();
		for (int i = random.nextInt(2); i >= 0; i--) {
			programs.add(this.mutation.mutate(new Writing(i, Outcome.COMMITTED, Effect.PUT, true)));
		}
		programs.add(this.mutation.mutate(read(random)));
		return programs;
	}

	private List<Program> puts(SplittableRandom random) {
		List<Program> programs = new ArrayList<>();
		for (int i = random.nextInt(1, 4); i >= 0; i--) {
			programs.add(this.mutation.mutate(new PuttingIfAbsent(random.nextInt(2), PuttingIfAbsent.FIRST + i)));
		}
		programs.add(this.mutation.mutate(read(random)));
		return programs;
	}

	private List<Program> programs(SplittableRandom random, Sort sort) {
		List<Program> programs = new ArrayList<>();
		int clears = (sort == Sort.LINGERING) ? 0 : new int[] { 0, 15, 80 }[random.nextInt(3)];
		int changes = random.nextInt(1, 4);
		boolean certain = sort == Sort.LATE || sort == Sort.LINGERING || sort == Sort.INTENTS_EVICTED;
		for (int i = 0; i < changes; i++) {
			Program change = (random.nextInt(100) < clears) ? clear(random, certain) : write(random, certain);
			programs.add(this.mutation.mutate(change));
		}
		int readers = random.nextInt(1, 4);
		for (int i = 0; i < readers; i++) {
			programs.add(this.mutation.mutate(read(random)));
		}
		return programs;
	}

	private static Program read(SplittableRandom random) {
		Expected expected = (random.nextInt(6) == 0) ? Simulation.ANOTHER_METHOD : Simulation.METHOD;
		return new Reading(random.nextInt(2), expected, random.nextInt(1, 3), random.nextInt(3) > 0);
	}

	private static Program clear(SplittableRandom random, boolean certain) {
		int jvm = random.nextInt(2);
		return switch (random.nextInt(8)) {
			case 0 -> new Writing(jvm, certain ? Outcome.COMMITTED : Outcome.UNKNOWN, Effect.CLEAR);
			case 1 -> new Writing(jvm, Outcome.ROLLED_BACK, Effect.CLEAR);
			case 2, 3 -> new Unannounced(jvm, Effect.CLEAR);
			default -> new Writing(jvm, Outcome.COMMITTED, Effect.CLEAR);
		};
	}

	private static Program write(SplittableRandom random, boolean certain) {
		int jvm = random.nextInt(2);
		boolean early = random.nextInt(3) == 0;
		return switch (random.nextInt(10)) {
			case 0 -> new Unannounced(jvm, Effect.EVICT);
			case 1 -> new Writing(jvm, certain ? Outcome.COMMITTED : Outcome.UNKNOWN, Effect.PUT, early);
			case 2, 3 -> new Writing(jvm, Outcome.ROLLED_BACK, Effect.PUT, early);
			case 4 -> new Writing(jvm, Outcome.COMMITTED, Effect.EVICT, early);
			default -> new Writing(jvm, Outcome.COMMITTED, Effect.PUT, early);
		};
	}

	/**
	 * What is tried.
	 */
	private enum Sort {

		/**
		 * Writers take any time.
		 */
		LATE,

		/**
		 * Intents stand past their time.
		 */
		LINGERING,

		/**
		 * Nothing goes wrong.
		 */
		UNDISTURBED,

		/**
		 * The server evicts intents.
		 */
		INTENTS_EVICTED,

		/**
		 * Caches are switched.
		 */
		SWITCHED,

		/**
		 * Values are put if there is none.
		 */
		PUTS,

		/**
		 * Loads read a replica that lags.
		 */
		REPLICA,

		/**
		 * Methods that announce a write take longer than its intent stands.
		 */
		SLOW,

		/**
		 * Values are loaded anew while they are served.
		 */
		REFRESHES,

		/**
		 * Values have a tag that is evicted.
		 */
		TAGS,

		/**
		 * Anything else goes wrong.
		 */
		ANY;

		private static final Sort[] ALL = values();

		static Sort of(int number) {
			return ALL[Math.min(number, ALL.length - 1)];
		}

	}

}
