package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.Turns.Player;
import dev.cachepatterns.store.Slot;

/**
 * Schedules of callers with a loader, which join each other's loads, and of writers.
 */
final class ThreadedSchedules extends SeededSchedules {

	private static final Kind[] FAULTS = { Kind.LOST_REPLY, Kind.LOST_COMMAND, Kind.REFUSED };

	private static final Predicate<Program> ALL = (program) -> true;

	ThreadedSchedules(Mutation mutation) {
		super(mutation);
	}

	@Override
	World run(ExecutorService threads, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		Turns turns = new Turns(threads, this.trace::add);
		Simulation simulation = new Simulation(turns, this.mutation, this.counts);
		Scheduler scheduler = new Scheduler(this.mutation, this.trace::add);
		World world = scheduler.start(scenario(random));
		turns.start(world, simulation);
		long hash = 0;
		while (!turns.over()) {
			if (!turns.goesOn(ALL, ALL)) {
				if (!turns.over()) {
					world.violate("nobody goes on");
				}
				break;
			}
			this.counts.steps++;
			hash = Hashes.add(hash, next(turns, world, turns.ready(ALL), random));
		}
		if (world.violation == null) {
			scheduler.rest(world);
		}
		this.counts.schedule(hash);
		this.counts.joined += turns.joined();
		this.counts.fills += simulation.cache(0).stats().counts().puts() + simulation.cache(1).stats().counts().puts();
		return world;
	}

	private Choice next(Turns turns, World world, List<Player> ready, SplittableRandom random) {
		if (random.nextInt(8) == 0) {
			Choice accident = accident(world, random);
			if (accident.kind() == Kind.CRASH) {
				turns.kill(ThreadedSchedules::dies);
				this.trace.add("JVM 1 is killed");
			}
			else if (accident.kind() != Kind.STEP) {
				Scheduler.happen(world, accident);
				this.trace.add("%s -> %s".formatted(accident.kind(), world));
			}
			return accident;
		}
		Player player = ready.get(random.nextInt(ready.size()));
		boolean faulty = world.budget.faults() > 0 && random.nextInt(10) == 0;
		Kind kind = turns.turn(player, faulty ? FAULTS[random.nextInt(FAULTS.length)] : Kind.STEP);
		world.budget = world.budget.after(kind);
		return Choice.of(kind, player.index);
	}

	private static boolean dies(Program program) {
		return (program instanceof Loading loading && loading.jvm() == 1)
				|| (program instanceof Reading reading && reading.jvm() == 1);
	}

	private static Choice accident(World world, SplittableRandom random) {
		return switch (random.nextInt(6)) {
			case 0 -> Choice.of(Kind.CRASH, 0);
			case 1 -> Choice.of(world.late.isEmpty() ? Kind.STEP : Kind.LATE, 0);
			case 2 -> Choice.of(Scheduler.inTime(world) ? Kind.TIME : Kind.STEP, 0);
			case 3 -> Choice.of(world.row.generationId().isPresent() ? Kind.EVICT_GENERATION : Kind.STEP, 0);
			case 4 -> Choice.of((world.row.standing().slot() instanceof Slot.Entry) ? Kind.EVICT_ENTRY : Kind.STEP, 0);
			default -> Choice.of(Kind.STEP, 0);
		};
	}

	private Scenario scenario(SplittableRandom random) {
		List<Program> programs = new ArrayList<>();
		int readers = random.nextInt(2, 6);
		for (int i = 0; i < readers; i++) {
			programs.add(this.mutation.mutate(reader(random)));
		}
		int writers = random.nextInt(1, 3);
		for (int i = 0; i < writers; i++) {
			programs.add(switch (random.nextInt(4)) {
				case 0 -> new Writing(0, Outcome.COMMITTED, Effect.CLEAR);
				case 1 -> new Writing(0, Outcome.ROLLED_BACK, Effect.PUT);
				default -> new Writing(0, Outcome.COMMITTED, random.nextBoolean() ? Effect.PUT : Effect.EVICT);
			});
		}
		Backend backend = Backend.values()[random.nextInt(3)];
		Formats formats = Formats.values()[random.nextInt(3)];
		return new Scenario(Setting.of(backend).with(formats), programs, random.nextInt(4) == 0, Pace.IN_TIME,
				new Budget(0, random.nextInt(3), 0, 0, 0));
	}

	/**
	 * Any reader that has a thread.
	 */
	static Program reader(SplittableRandom random) {
		Expected expected = (random.nextInt(8) == 0) ? Simulation.ANOTHER_METHOD : Simulation.METHOD;
		int jvm = random.nextInt(2);
		boolean async = random.nextInt(3) == 0;
		return (random.nextInt(4) == 0) ? new Reading(jvm, expected, 1, true, OnMiss.WAIT, async)
				: new Loading(jvm, expected, async);
	}

}
