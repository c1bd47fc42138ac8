package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

import dev.cachepatterns.interceptor.WritingCall.Change;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.Switching.Switch;
import dev.cachepatterns.store.Slot;

/**
 * Schedules of two JVMs whose caches are switched off, one after the other and at any
 * time, and on again.
 */
final class OffSchedules extends SeededSchedules {

	/**
	 * Those who read when all others have ended.
	 */
	private static final List<Program> LAST = List.of(new Reading(0, Simulation.METHOD, 2, true),
			new Reading(1, Simulation.METHOD, 2, true));

	private static final Predicate<Program> OTHERS = (program) -> LAST.stream().noneMatch((last) -> last == program);

	OffSchedules(Mutation mutation) {
		super(mutation);
	}

	@Override
	World run(ExecutorService threads, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Turns turns = new Turns(threads, this.trace::add);
		Simulation simulation = new Simulation(turns, this.mutation, this.counts);
		World world = new Scheduler(this.mutation, this.trace::add).start(scenario(random));
		turns.start(world, simulation);
		// Which learns how it is switched at first
		simulation.cache(0);
		Course course = new Course(world, turns, random);
		long hash = 0;
		while (!turns.over() && world.violation == null) {
			boolean last = turns.over(OTHERS);
			Predicate<Program> awake = last ? (program) -> true : OTHERS;
			if (turns.goesOn(awake, awake)) {
				this.counts.steps++;
				hash = Hashes.add(hash,
						(!last && random.nextInt(8) == 0) ? accident(world, random) : course.turn(awake));
			}
			else if (!turns.over(awake)) {
				world.violate("nobody goes on");
			}
		}
		turns.kill((program) -> true);
		this.counts.schedule(hash);
		this.counts.publishes += simulation.cache(0).stats().counts().puts()
				+ simulation.cache(1).stats().counts().puts();
		return world;
	}

	private Choice accident(World world, SplittableRandom random) {
		Choice accident = switch (random.nextInt(4)) {
			case 0 -> Choice.of(world.late.isEmpty() ? Kind.STEP : Kind.LATE, 0);
			case 1 -> Choice.of(Scheduler.inTime(world) ? Kind.TIME : Kind.STEP, 0);
			case 2 -> Choice.of((world.row.standing().slot() instanceof Slot.Entry) ? Kind.EVICT_ENTRY : Kind.STEP, 0);
			default -> Choice.of(world.row.generationId().isPresent() ? Kind.EVICT_GENERATION : Kind.STEP, 0);
		};
		if (accident.kind() != Kind.STEP) {
			Scheduler.happen(world, accident);
			this.trace.add("%s -> %s".formatted(accident.kind(), world));
		}
		return accident;
	}

	private Scenario scenario(SplittableRandom random) {
		List<Program> programs = new ArrayList<>(LAST);
		for (int i = random.nextInt(1, 4); i > 0; i--) {
			programs.add(new SwitchedOff(write(random), this.mutation == Mutation.OFF_IS_NOT_CLEARED));
		}
		for (int i = random.nextInt(1, 4); i > 0; i--) {
			programs.add(ThreadedSchedules.reader(random));
		}
		programs.add(new Switching(switches(random)));
		Backend backend = Backend.values()[random.nextInt(3)];
		return new Scenario(Setting.of(backend).with(mode(random), mode(random)), programs, random.nextInt(4) > 0,
				Pace.IN_TIME, new Budget(0, random.nextInt(3), 0, 0, 0));
	}

	private static Committing write(SplittableRandom random) {
		Outcome outcome = (random.nextInt(6) == 0) ? Outcome.ROLLED_BACK : Outcome.COMMITTED;
		Change change = Change.values()[random.nextInt(3)];
		boolean transactional = outcome == Outcome.ROLLED_BACK || random.nextInt(3) > 0;
		return new Committing(random.nextInt(2), outcome, change, transactional, false, Policy.REJECT);
	}

	/**
	 * In the end all are on.
	 */
	private static List<Switch> switches(SplittableRandom random) {
		List<Switch> switches = new ArrayList<>();
		for (int i = random.nextInt(5); i > 0; i--) {
			switches.add(new Switch(random.nextInt(2), mode(random)));
		}
		int first = random.nextInt(2);
		switches.add(new Switch(first, Mode.ON));
		switches.add(new Switch(1 - first, Mode.ON));
		return switches;
	}

	private static Mode mode(SplittableRandom random) {
		return switch (random.nextInt(5)) {
			case 0 -> Mode.INVALIDATE;
			case 1 -> Mode.ON;
			default -> Mode.OFF;
		};
	}

}
