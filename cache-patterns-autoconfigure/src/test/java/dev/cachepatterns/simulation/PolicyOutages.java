package dev.cachepatterns.simulation;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import dev.cachepatterns.simulation.Choice.Kind;
import dev.cachepatterns.simulation.SharedJournals.Poll;
import dev.cachepatterns.store.Slot;

/**
 * One schedule in which JVMs lose the backend and their way to the table of the journal,
 * and find them again, and one of them may die; until all have ended and nothing is owed.
 */
final class PolicyOutages {

	private static final int[] MOMENTS = { 40, 110, 260, (int) Scheduler.JUMP };

	private static final int LONGEST = 3_000;

	private static final int LAST_POLLS = 3;

	private static final Predicate<Program> OTHERS = (program) -> !(program instanceof Background);

	private final World world;

	private final Turns turns;

	private final Journals journals;

	private final Policy policy;

	private final SplittableRandom random;

	private final Consumer<String> trace;

	private final Course course;

	private final int[] lastPolls = new int[Fleet.JVMS];

	private boolean ending;

	private boolean orphaned;

	private boolean evicted;

	private int alive = Fleet.JVMS;

	private int steps;

	PolicyOutages(World world, Turns turns, Simulation simulation, Policy policy, SplittableRandom random,
			Consumer<String> trace) {
		this.world = world;
		this.turns = turns;
		this.journals = simulation.journals();
		this.policy = policy;
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
		IntStream.range(0, Fleet.JVMS).forEach((jvm) -> this.world.reach(jvm, this.random.nextInt(3) > 0));
		if (this.policy.noting() && this.random.nextInt(8) > 0) {
			pollFirst();
		}
		long hash = scenario;
		while (!this.turns.over() && this.world.violation == null) {
			boolean last = this.turns.over(OTHERS);
			if (last) {
				calm();
			}
			this.turns.settle(this::awake);
			if (!this.turns.ready(this::awake).isEmpty()) {
				hash = Hashes.add(hash, next());
			}
			else if (!passes() && !goesOn(last ? (program) -> true : OTHERS)) {
				this.world.violate("nobody goes on");
			}
			if (this.steps++ > LONGEST) {
				this.world.violate("nobody comes to an end");
			}
		}
		this.turns.kill((program) -> true);
		return hash;
	}

	/**
	 * Lets the polls have read the table before anything happens, so that hits are
	 * served.
	 */
	private void pollFirst() {
		while (!this.turns.ready((program) -> isFirstPoll(program) && awake(program)).isEmpty()) {
			this.course.turn((program) -> isFirstPoll(program) && awake(program));
		}
	}

	private boolean isFirstPoll(Program program) {
		return program instanceof Polling polling && this.journals.shared().answers(polling.jvm()) == 0;
	}

	int steps() {
		return this.steps;
	}

	/**
	 * Whether a JVM has died with what only it knew to be owed: what is old then may stay
	 * for the TTL.
	 */
	boolean orphaned() {
		return this.orphaned;
	}

	/**
	 * Whether a JVM has died.
	 */
	boolean crashed() {
		return this.alive < Fleet.JVMS;
	}

	private boolean awake(Program program) {
		return this.journals.agenda().awake(program, this.world.now);
	}

	private boolean goesOn(Predicate<Program> needed) {
		return this.turns.goesOn(this::awake, needed) || this.turns.over(needed);
	}

	/**
	 * Lets time pass until somebody has something to do.
	 */
	private boolean passes() {
		long next = this.journals.agenda().nextAt(this.world.now);
		boolean passes = next > this.world.now && !this.turns.ready((program) -> true).isEmpty();
		if (passes) {
			Scheduler.pass(this.world, next - this.world.now);
		}
		return passes;
	}

	/**
	 * When all but the threads of the journals have ended, all is reached again, and time
	 * passes until nothing is owed.
	 */
	private void calm() {
		SharedJournals shared = this.journals.shared();
		this.world.budget = Budget.NONE;
		for (int jvm = 0; jvm < Fleet.JVMS; jvm++) {
			this.world.reach(jvm, true);
			shared.answer(jvm, Poll.ANSWERED);
			boolean more = !this.ending || !shared.table().isEmpty();
			this.lastPolls[jvm] = more ? shared.answers(jvm) + LAST_POLLS : this.lastPolls[jvm];
		}
		this.ending = true;
		if (!shared.table().isEmpty() && !this.journals.agenda().owes()) {
			Scheduler.pass(this.world, Math.max(0, shared.table().lastDue() - this.world.now));
		}
		boolean polled = !this.policy.noting()
				|| IntStream.range(0, this.alive).allMatch((jvm) -> shared.answers(jvm) >= this.lastPolls[jvm]);
		if (polled && !this.journals.agenda().owes() && this.turns.ready(this::awake).isEmpty()) {
			if (!IntStream.range(0, this.alive).allMatch(this.journals::covers)) {
				this.world.violate("a key that is never trusted again");
			}
			this.journals.agenda().close();
		}
	}

	private Choice next() {
		boolean accidental = !this.turns.over(OTHERS) && this.random.nextInt(8) == 0;
		return accidental ? accident() : this.course.turn(this::awake);
	}

	private Choice accident() {
		boolean evicts = eviction() == Kind.EVICT_INTENT && this.random.nextInt(3) > 0;
		// Whose intent is gone may not be able to say that it has ended
		boolean cuts = this.evicted && this.world.reaches(1) && this.random.nextBoolean();
		Choice accident = evicts ? Choice.of(Kind.EVICT_INTENT, 0) : cuts ? Choice.of(Kind.CUT_OFF, 1) : any();
		this.evicted |= evicts;
		happen(accident);
		this.world.budget = this.world.budget.after(accident.kind());
		this.trace.accept("%s -> %s".formatted(accident, this.world));
		return accident;
	}

	private Choice any() {
		return switch (this.random.nextInt(8)) {
			case 0 -> Choice.of(this.world.late.isEmpty() ? Kind.STEP : Kind.LATE, 0);
			case 1, 2 -> Choice.of(Scheduler.inTime(this.world) ? Kind.TIME : Kind.STEP, this.random.nextInt(4));
			case 3 -> Choice.of(eviction(), 0);
			case 4 -> Choice.of(death(), 1);
			case 5 -> Choice.of(this.policy.noting() ? Kind.POLLS : death(), this.random.nextInt(6));
			default -> reach(this.random.nextInt(this.alive));
		};
	}

	private Kind death() {
		return (this.world.budget.crashes() > 0) ? Kind.CRASH : Kind.STEP;
	}

	private Choice reach(int jvm) {
		return Choice.of(this.world.reaches(jvm) ? Kind.CUT_OFF : Kind.RECONNECT, jvm);
	}

	/**
	 * An intent that is lost with its writer is owed only where every write is noted.
	 */
	private Kind eviction() {
		Slot slot = this.world.row.standing().slot();
		boolean intent = slot instanceof Slot.Intent && this.world.budget.intentEvictions() > 0;
		return (slot instanceof Slot.Entry) ? Kind.EVICT_ENTRY : intent ? Kind.EVICT_INTENT : Kind.STEP;
	}

	private void happen(Choice accident) {
		switch (accident.kind()) {
			case STEP -> {
				// Nothing
			}
			case TIME -> Scheduler.pass(this.world, MOMENTS[accident.index()]);
			case POLLS -> this.journals.shared().answer(accident.index() % 2, Poll.values()[accident.index() / 2]);
			case CRASH -> crash();
			default -> Scheduler.happen(this.world, accident);
		}
	}

	private void crash() {
		this.orphaned = this.policy == Policy.DEFAULT && !this.journals.covers(1);
		this.alive = 1;
		this.turns.kill((program) -> Programs.jvm(program) == 1);
		this.journals.agenda().forget(1);
	}

}
