package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.cachepatterns.simulation.Choice.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Schedules that a seed decides: who acts, what goes wrong, and in which order.
 */
final class RandomSchedules {

	static final String NOTHING_WRONG = "Nothing is wrong";

	private static final int LONGEST = 400;

	private final Mutation mutation;

	private final RandomScenarios scenarios;

	private final Scheduler scheduler;

	RandomSchedules(Mutation mutation) {
		this.mutation = mutation;
		this.scenarios = new RandomScenarios(mutation);
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
		Scenario scenario = this.scenarios.next(random);
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

}
