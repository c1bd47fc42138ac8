package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.ClearPrograms.Clearing;
import dev.cachepatterns.simulation.ClearPrograms.ClearingUnannounced;
import dev.cachepatterns.simulation.Programs.Evicting;
import dev.cachepatterns.simulation.Programs.Outcome;
import dev.cachepatterns.simulation.Programs.Reading;
import dev.cachepatterns.simulation.Programs.Writing;
import org.jspecify.annotations.Nullable;

/**
 * Schedules that a seed decides: who acts, what goes wrong, and in which order.
 */
final class RandomSchedules {

	static final String NOTHING_WRONG = "Nothing is wrong";

	private static final int LONGEST = 400;

	private static final int LATE = 0;

	private static final int LINGERING = 1;

	private static final int UNDISTURBED = 2;

	private static final int INTENTS_EVICTED = 3;

	private static final Backend[] BACKENDS = Backend.values();

	private static final Formats[] FORMATS = { Formats.ONE, Formats.ONE, Formats.ONE, Formats.ONE, Formats.NEWER,
			Formats.APART };

	private final Mutation mutation;

	private final Scheduler scheduler;

	RandomSchedules(Mutation mutation) {
		this.mutation = mutation;
		this.scheduler = new Scheduler(mutation, null);
	}

	Counts counts() {
		return this.scheduler.counts;
	}

	/**
	 * Runs the schedules of a base seed until something is found.
	 * @return what was found, {@code null} if nothing
	 */
	@Nullable Violation run(long base, long schedules) {
		for (long i = 0; i < schedules; i++) {
			long seed = Hashes.mix(base + i);
			World world = run(this.scheduler, seed);
			if (world.violation != null) {
				return new Violation(world.violation, i + 1, "again with -Dsimulation.seed=" + seed, trace(seed));
			}
		}
		return null;
	}

	/**
	 * What happens in the schedule of a seed.
	 */
	List<String> trace(long seed) {
		List<String> trace = new ArrayList<>();
		World world = run(new Scheduler(this.mutation, trace::add), seed);
		trace.add((world.violation != null) ? world.violation : NOTHING_WRONG);
		return trace;
	}

	private World run(Scheduler scheduler, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Scenario scenario = scenario(random);
		World world = scheduler.start(scenario);
		int accidents = random.nextInt(1, 40);
		int patience = random.nextInt(80);
		Choice last = Choice.of(Kind.TIME, 0);
		long hash = scenario.hashCode();
		for (int step = 0; step < LONGEST && world.violation == null && !world.quiet(); step++) {
			List<Choice> choices = scheduler.steps(world);
			if (random.nextInt(100) < accidents) {
				List<Choice> possible = scheduler.accidents(world, scenario);
				choices = possible.isEmpty() ? choices : possible;
			}
			else if (last.kind() == Kind.STEP && choices.contains(last) && random.nextInt(100) < patience) {
				choices = List.of(last);
			}
			last = scheduler.apply(world, choices.get(random.nextInt(choices.size())));
			hash = Hashes.add(hash, last);
		}
		if (world.violation == null) {
			scheduler.rest(world);
		}
		scheduler.counts.schedule(hash);
		return world;
	}

	private Scenario scenario(SplittableRandom random) {
		Backend backend = BACKENDS[random.nextInt(BACKENDS.length)];
		int kind = random.nextInt(10);
		List<Program> programs = programs(random, kind);
		boolean warm = random.nextBoolean();
		Formats formats = FORMATS[random.nextInt(FORMATS.length)];
		return switch (kind) {
			case LATE -> new Scenario(backend, programs, warm, Pace.LATE, new Budget(0, 0, 1, 1, 5), formats);
			case LINGERING -> new Scenario(backend, programs, warm, Pace.LINGERING, new Budget(1, 0, 0, 0, 6), formats);
			case UNDISTURBED -> new Scenario(backend, programs, warm, Pace.IN_TIME, Budget.NONE, formats);
			case INTENTS_EVICTED -> new Scenario(backend, programs, warm, Pace.IN_TIME,
					new Budget(0, 0, random.nextInt(3), 1, random.nextInt(5)), formats);
			default -> new Scenario(backend, programs, warm, Pace.IN_TIME,
					new Budget(random.nextInt(3), random.nextInt(4), random.nextInt(3), 0, random.nextInt(5)), formats);
		};
	}

	private List<Program> programs(SplittableRandom random, int kind) {
		List<Program> programs = new ArrayList<>();
		int clears = (kind == LINGERING) ? 0 : new int[] { 0, 15, 80 }[random.nextInt(3)];
		int changes = random.nextInt(1, 4);
		boolean certain = kind == LATE || kind == LINGERING || kind == INTENTS_EVICTED;
		for (int i = 0; i < changes; i++) {
			Program change = (random.nextInt(100) < clears) ? clear(random, certain) : write(random, certain);
			programs.add(this.mutation.mutate(change));
		}
		int readers = random.nextInt(1, 4);
		for (int i = 0; i < readers; i++) {
			Expected expected = (random.nextInt(6) == 0) ? Simulation.ANOTHER_METHOD : Simulation.METHOD;
			programs.add(this.mutation
				.mutate(new Reading(random.nextInt(2), expected, random.nextInt(1, 3), random.nextInt(3) > 0)));
		}
		return programs;
	}

	private static Program clear(SplittableRandom random, boolean certain) {
		int jvm = random.nextInt(2);
		return switch (random.nextInt(8)) {
			case 0 -> new Clearing(jvm, certain ? Outcome.COMMITTED : Outcome.UNKNOWN);
			case 1 -> new Clearing(jvm, Outcome.ROLLED_BACK);
			case 2, 3 -> new ClearingUnannounced(jvm);
			default -> new Clearing(jvm, Outcome.COMMITTED);
		};
	}

	private static Program write(SplittableRandom random, boolean certain) {
		int jvm = random.nextInt(2);
		return switch (random.nextInt(10)) {
			case 0 -> new Evicting(jvm);
			case 1 -> new Writing(jvm, certain ? Outcome.COMMITTED : Outcome.UNKNOWN, true);
			case 2, 3 -> new Writing(jvm, Outcome.ROLLED_BACK, true);
			case 4 -> new Writing(jvm, Outcome.COMMITTED, false);
			default -> new Writing(jvm, Outcome.COMMITTED, true);
		};
	}

}
