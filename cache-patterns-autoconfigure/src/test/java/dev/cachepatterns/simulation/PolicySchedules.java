package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;

import dev.cachepatterns.interceptor.WritingCall.Change;

/**
 * Schedules of two JVMs that do not reach the backend at times, of which one may die, for
 * each of the settings that promise something of that.
 */
final class PolicySchedules extends SeededSchedules {

	private final Policy policy;

	private int crashes;

	private int outdated;

	PolicySchedules(Mutation mutation, Policy policy) {
		super(mutation);
		this.policy = policy;
	}

	/**
	 * How many JVMs have died.
	 */
	int crashes() {
		return this.crashes;
	}

	/**
	 * How many of them have left an old value, as nobody else knew what they owed.
	 */
	int outdated() {
		return this.outdated;
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
		if (this.policy.noting()) {
			simulation.journals().shared().start();
		}
		PolicyOutages outages = new PolicyOutages(world, turns, simulation, this.policy, random, this.trace::add);
		this.counts.schedule(outages.run(scenario.hashCode()));
		if (world.violation == null) {
			rest(scheduler, world, outages);
		}
		this.counts.steps += outages.steps();
		this.counts.joined += turns.joined();
		this.counts.replayed += simulation.journals().replayed();
		this.counts.publishes += simulation.cache(0).stats().counts().puts()
				+ simulation.cache(1).stats().counts().puts();
		this.crashes += outages.crashed() ? 1 : 0;
		return world;
	}

	/**
	 * What was owed by a JVM that has died, and known to nobody else, may be old for the
	 * TTL, and no longer.
	 */
	private void rest(Scheduler scheduler, World world, PolicyOutages outages) {
		if (outages.orphaned()) {
			this.outdated += scheduler.outdated(world) ? 1 : 0;
			Scheduler.pass(world, Fleet.TTL.toMillis());
		}
		scheduler.rest(world);
	}

	private Scenario scenario(SplittableRandom random) {
		List<Program> programs = new ArrayList<>(List.of(new Replaying(0), new Replaying(1)));
		if (this.policy.noting()) {
			programs.addAll(List.of(new Polling(0), new Polling(1)));
		}
		boolean small = random.nextBoolean();
		for (int i = random.nextInt(1, small ? 3 : 4); i > 0; i--) {
			programs.add(delayed(random, call(random, small)));
		}
		for (int i = random.nextInt(2, 5); i > 0; i--) {
			programs.add(delayed(random, small ? new Reading(0, Simulation.METHOD, random.nextInt(1, 4), true)
					: ThreadedSchedules.reader(random)));
		}
		Backend backend = Backend.values()[random.nextInt(3)];
		int crashes = (this.policy == Policy.DEFAULT) ? 1 : random.nextInt(2);
		return new Scenario(Setting.of(backend).with(this.policy.trial()), programs, random.nextInt(4) > 0,
				Pace.IN_TIME, new Budget(crashes, random.nextInt(3), 0, (this.policy == Policy.JDBC_ALL) ? 1 : 0, 0));
	}

	/**
	 * Lets polls be made and bounds be over before it begins, as often as not.
	 */
	private static Program delayed(SplittableRandom random, Program program) {
		return random.nextBoolean() ? program : new Delayed(program, random.nextInt(16) * 50);
	}

	private Program call(SplittableRandom random, boolean small) {
		int jvm = small ? 1 : random.nextInt(2);
		boolean transactional = random.nextInt(3) > 0;
		Change change = switch (random.nextInt(8)) {
			case 0 -> Change.CLEAR;
			case 1, 2, 3 -> Change.EVICT;
			default -> Change.PUT;
		};
		Outcome outcome = switch (transactional ? random.nextInt(8) : 7) {
			case 0 -> Outcome.ROLLED_BACK;
			case 1 -> Outcome.UNKNOWN;
			default -> Outcome.COMMITTED;
		};
		return new Committing(jvm, outcome, change, transactional, random.nextBoolean(), this.policy);
	}

}
