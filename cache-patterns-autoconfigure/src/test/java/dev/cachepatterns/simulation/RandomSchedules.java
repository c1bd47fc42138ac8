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

	private static final int LONGEST = 400;

	private static final Backend[] BACKENDS = Backend.values();

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
		trace.add((world.violation != null) ? world.violation : "nothing is wrong");
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
		int kind = random.nextInt(8);
		List<Program> programs = new ArrayList<>();
		int changes = random.nextInt(1, 4);
		for (int i = 0; i < changes; i++) {
			programs.add(this.mutation.mutate(change(random, kind > 1)));
		}
		int readers = random.nextInt(1, 4);
		for (int i = 0; i < readers; i++) {
			Expected expected = (random.nextInt(6) == 0) ? Simulation.ANOTHER_METHOD : new Expected(null, 8);
			programs.add(this.mutation
				.mutate(new Reading(random.nextInt(2), expected, random.nextInt(1, 3), random.nextInt(8) > 0)));
		}
		Scenario scenario = new Scenario(BACKENDS[random.nextInt(BACKENDS.length)], programs, random.nextBoolean(),
				false, Budget.NONE);
		return switch (kind) {
			case 0 -> scenario.slowed().with(new Budget(0, 0, 1, 1, 5));
			case 1 -> scenario.with(new Budget(0, 0, random.nextInt(3), 1, random.nextInt(5)));
			case 2 -> scenario;
			default -> scenario
				.with(new Budget(random.nextInt(3), random.nextInt(4), random.nextInt(3), 0, random.nextInt(5)));
		};
	}

	private static Program change(SplittableRandom random, boolean mayDie) {
		int jvm = random.nextInt(2);
		return switch (random.nextInt(13)) {
			case 0 -> new Evicting(jvm);
			case 1 -> new Clearing(jvm, Outcome.COMMITTED);
			case 2 -> new Clearing(jvm, mayDie ? Outcome.UNKNOWN : Outcome.ROLLED_BACK);
			case 12 -> new ClearingUnannounced(jvm);
			case 3 -> new Writing(jvm, mayDie ? Outcome.UNKNOWN : Outcome.COMMITTED, true);
			case 4, 5 -> new Writing(jvm, Outcome.ROLLED_BACK, true);
			case 6 -> new Writing(jvm, Outcome.COMMITTED, false);
			default -> new Writing(jvm, Outcome.COMMITTED, true);
		};
	}

}
