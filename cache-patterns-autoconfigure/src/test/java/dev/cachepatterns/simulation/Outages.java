package dev.cachepatterns.simulation;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.store.Slot;

/**
 * One schedule in which JVMs lose the backend and find it again, until all have ended and
 * nothing is owed.
 */
final class Outages {

	private static final long MOMENT = 500;

	private static final int LONGEST = 2_000;

	private static final Predicate<Program> OTHERS = (program) -> !(program instanceof Background);

	private final World world;

	private final Turns turns;

	private final Journals journals;

	private final SplittableRandom random;

	private final Consumer<String> trace;

	private final Course course;

	private int steps;

	Outages(World world, Turns turns, Journals journals, SplittableRandom random, Consumer<String> trace) {
		this.world = world;
		this.turns = turns;
		this.journals = journals;
		this.random = random;
		this.trace = trace;
		this.course = new Course(world, turns, random);
	}

	/**
	 * Runs it.
	 * @param scenario number of the scenario
	 * @return its number, by which schedules are compared
	 */
	long run(long scenario) {
		IntStream.range(0, Fleet.JVMS).forEach((jvm) -> this.world.reach(jvm, this.random.nextBoolean()));
		long hash = scenario;
		while (!this.turns.over() && this.world.violation == null) {
			boolean ending = this.turns.over(OTHERS);
			if (ending) {
				calm();
			}
			if (this.turns.goesOn(this::awake, ending ? (program) -> true : OTHERS)) {
				hash = Hashes.add(hash, next());
			}
			else if (ending || !this.turns.over(OTHERS)) {
				this.world.violate("nobody goes on");
			}
			if (this.steps++ > LONGEST) {
				this.world.violate("nobody comes to an end");
			}
		}
		this.turns.kill((program) -> true);
		return hash;
	}

	int steps() {
		return this.steps;
	}

	private boolean awake(Program program) {
		return this.journals.agenda().awake(program, this.world.now);
	}

	/**
	 * When all but those who replay have ended, both JVMs reach the backend again, and
	 * time passes until nothing is owed.
	 */
	private void calm() {
		IntStream.range(0, Fleet.JVMS).forEach((jvm) -> this.world.reach(jvm, true));
		this.world.budget = Budget.NONE;
		long next = this.journals.agenda().nextAt(this.world.now);
		if (next > this.world.now) {
			Scheduler.pass(this.world, next - this.world.now);
		}
		if (!this.journals.agenda().owes()) {
			this.journals.agenda().close();
		}
	}

	private Choice next() {
		boolean accidental = !this.turns.over(OTHERS) && this.random.nextInt(8) == 0;
		return accidental ? accident() : this.course.turn(this::awake);
	}

	private Choice accident() {
		int jvm = this.random.nextInt(2);
		Choice accident = switch (this.random.nextInt(6)) {
			case 0 -> Choice.of(this.world.late.isEmpty() ? Kind.STEP : Kind.LATE, 0);
			case 1 -> Choice.of(Scheduler.inTime(this.world) ? Kind.TIME : Kind.STEP, this.random.nextInt(2));
			case 2 ->
				Choice.of((this.world.row.standing().slot() instanceof Slot.Entry) ? Kind.EVICT_ENTRY : Kind.STEP, 0);
			default -> Choice.of(this.world.reaches(jvm) ? Kind.CUT_OFF : Kind.RECONNECT, jvm);
		};
		if (accident.kind() == Kind.TIME) {
			Scheduler.pass(this.world, (accident.index() == 0) ? Scheduler.JUMP : MOMENT);
		}
		else if (accident.kind() != Kind.STEP) {
			Scheduler.happen(this.world, accident);
		}
		this.trace.accept("%s -> %s".formatted(accident, this.world));
		return accident;
	}

}
