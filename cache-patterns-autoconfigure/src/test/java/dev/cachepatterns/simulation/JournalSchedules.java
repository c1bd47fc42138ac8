package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;

import dev.cachepatterns.simulation.Setting.Trial;

/**
 * Schedules of two JVMs that do not reach the backend at times, with the journal of each.
 */
final class JournalSchedules extends SeededSchedules {

	JournalSchedules(Mutation mutation) {
		super(mutation);
	}

	@Override
	World run(ExecutorService threads, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Turns turns = new Turns(threads, this.trace::add);
		Simulation simulation = new Simulation(turns, this.mutation, this.counts);
		Scheduler scheduler = new Scheduler(this.mutation, this.trace::add);
		Scenario scenario = scenario(random);
		World world = scheduler.start(scenario);
		turns.start(world, simulation);
		Outages outages = new Outages(world, turns, simulation.journals(), random, this.trace::add);
		this.counts.schedule(outages.run(scenario.hashCode()));
		if (world.violation == null) {
			scheduler.rest(world);
		}
		this.counts.steps += outages.steps();
		this.counts.joined += turns.joined();
		this.counts.replayed += simulation.journals().replayed();
		return world;
	}

	private Scenario scenario(SplittableRandom random) {
		List<Program> programs = new ArrayList<>(List.of(new Replaying(0), new Replaying(1)));
		boolean small = random.nextBoolean();
		(small ? small(random) : any(random)).forEach((program) -> programs.add(this.mutation.mutate(program)));
		Backend backend = Backend.values()[random.nextInt(3)];
		return new Scenario(Setting.of(backend).with(Trial.OUTAGES), programs, random.nextInt(4) > 0, Pace.IN_TIME,
				new Budget(0, random.nextInt(3), 0, 0, 0));
	}

	/**
	 * One JVM writes, the other one reads.
	 */
	private static List<Program> small(SplittableRandom random) {
		List<Program> programs = new ArrayList<>(List.of(new Reading(1, Simulation.METHOD, 1, true)));
		for (int i = random.nextInt(1, 3); i > 0; i--) {
			programs.add(new Noting(0, (random.nextInt(4) == 0) ? Outcome.UNKNOWN : Outcome.COMMITTED, Effect.EVICT,
					OnUnreachable.PROCEED));
		}
		return programs;
	}

	private static List<Program> any(SplittableRandom random) {
		List<Program> programs = new ArrayList<>();
		OnUnreachable policy = (random.nextInt(4) == 0) ? OnUnreachable.REJECT : OnUnreachable.PROCEED;
		for (int i = random.nextInt(1, 4); i > 0; i--) {
			programs.add(writer(random, policy));
		}
		for (int i = random.nextInt(2, 5); i > 0; i--) {
			programs.add(ThreadedSchedules.reader(random));
		}
		return programs;
	}

	private static Program writer(SplittableRandom random, OnUnreachable policy) {
		int jvm = random.nextInt(2);
		return switch (random.nextInt(8)) {
			case 0 -> new Noting(jvm, Outcome.ROLLED_BACK, Effect.PUT, policy);
			case 1, 2 -> new Noting(jvm, Outcome.UNKNOWN, Effect.EVICT, policy);
			case 3 -> new Noting(jvm, Outcome.COMMITTED, Effect.CLEAR, policy);
			case 4 -> new Noting(jvm, Outcome.COMMITTED, Effect.EVICT, policy);
			default -> new Noting(jvm, Outcome.COMMITTED, Effect.PUT, policy);
		};
	}

}
