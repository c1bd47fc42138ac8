package dev.cachepatterns.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.jdbc.Collaborators;
import dev.cachepatterns.journal.jdbc.JdbcJournal;
import dev.cachepatterns.journal.jdbc.JdbcJournal.Settings;
import dev.cachepatterns.journal.jdbc.SharedTable;
import dev.cachepatterns.journal.jdbc.SharedTable.Statements;
import dev.cachepatterns.simulation.Setting.Trial;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.store.CacheStore;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The journal in the database, as each JVM has it: production code on a simulated table.
 */
final class SharedJournals implements Statements {

	static final Duration BOUND = Duration.ofMillis(250);

	private final Steps steps;

	private final Mutation mutation;

	private final Agenda agenda;

	private final IntFunction<CacheStore> stores;

	private final SharedTable table;

	private final Poll[] polls = { Poll.ANSWERED, Poll.ANSWERED };

	private final int[] answers = new int[Fleet.JVMS];

	private final List<Promise> promises = new ArrayList<>();

	private List<JdbcJournal> productions = List.of();

	private List<Journal> journals = List.of();

	private long ticks;

	private long ids;

	SharedJournals(Steps steps, Mutation mutation, Agenda agenda, IntFunction<CacheStore> stores) {
		this.steps = steps;
		this.mutation = mutation;
		this.agenda = agenda;
		this.stores = stores;
		this.table = new SharedTable(this, () -> steps.now((world) -> world.now), mutation.ofTable());
	}

	/**
	 * Makes the journals of a schedule, and lets them begin to poll.
	 */
	void start() {
		this.productions = IntStream.range(0, Fleet.JVMS).mapToObj(this::production).toList();
		this.journals = this.productions.stream().map(this::mutated).toList();
		this.productions.forEach(JdbcJournal::start);
	}

	private JdbcJournal production(int jvm) {
		boolean all = this.steps.setting().trial() == Trial.NOTES_OF_ALL;
		Settings settings = new Settings("app", BOUND, Duration.ofMillis(Simulation.INTENT), all, () -> ++this.ids);
		boolean slow = this.mutation == Mutation.POLL_IS_TRUSTED_TOO_LONG;
		Collaborators collaborators = new Collaborators(this.stores.apply(jvm),
				(step, delay) -> this.agenda.schedule(new Polling(jvm), step, delay),
				(step, delay) -> this.agenda.schedule(new Replaying(jvm), step, delay),
				() -> slow ? nanoTime() / 64 : nanoTime(), this::pause);
		return this.table.journal(jvm, settings, collaborators);
	}

	private Journal mutated(JdbcJournal journal) {
		return (this.mutation == Mutation.NONE) ? journal : new MutatedJournal(this.mutation, journal);
	}

	private void pause(Duration time) {
		if (this.mutation != Mutation.BOUND_IS_NOT_AWAITED) {
			this.agenda.sleep(time);
		}
	}

	/**
	 * The time of the world; a little passes from one moment to the next.
	 */
	long nanoTime() {
		return TimeUnit.MILLISECONDS.toNanos(this.steps.now((world) -> world.now)) + ++this.ticks;
	}

	Journal journal(int jvm) {
		return this.journals.get(jvm);
	}

	SharedTable table() {
		return this.table;
	}

	Agenda agenda() {
		return this.agenda;
	}

	Transaction transaction(Committing write, long deadline) {
		return new Transaction(this.steps, this, write, deadline);
	}

	/**
	 * Runs what callers do not wait for.
	 */
	Executor executor() {
		return this.steps.executor();
	}

	/**
	 * How many operations of a JVM have failed.
	 */
	int failures(int jvm) {
		return this.steps.now((world) -> world.failures[jvm]);
	}

	int switches() {
		return this.steps.now((world) -> world.switches);
	}

	void unnoticed(int version) {
		this.steps.after((world, actor) -> world.unnoticed = Math.max(world.unnoticed, version));
	}

	/**
	 * How often the polls of a JVM have read the table.
	 */
	int answers(int jvm) {
		return this.answers[jvm];
	}

	/**
	 * Lets the polls of a JVM reach the database, or not.
	 */
	void answer(int jvm, Poll poll) {
		this.polls[jvm] = poll;
	}

	@Override
	public <T> T ofWriter(String name, Supplier<T> effect) {
		return this.steps.step(Operation.ofDatabase(name, (world) -> effect.get()));
	}

	@Override
	public <T> T ofPolls(int instance, String name, Supplier<T> effect) {
		return this.steps.step(Operation.ofDatabase(name, (world) -> {
			if (this.polls[instance] == Poll.LOST) {
				throw new DataAccessResourceFailureException("It is away");
			}
			T result = effect.get();
			if (this.polls[instance] == Poll.ANSWER_LOST) {
				throw new DataAccessResourceFailureException("Its answer is lost");
			}
			this.answers[instance] += name.equals("select") ? 1 : 0;
			return result;
		}));
	}

	/**
	 * Promises that a version, or a later one, is seen by all from the bound after its
	 * commit on.
	 */
	void promise(int version, long committedAt) {
		this.promises.add(new Promise(version, committedAt + BOUND.toNanos()));
	}

	/**
	 * Takes the promises that are due for what all have to see.
	 */
	void keep(World world) {
		long now = nanoTime();
		this.promises.stream()
			.filter((promise) -> promise.from() < now)
			.forEach((promise) -> world.returned = Math.max(world.returned, promise.version()));
	}

	/**
	 * What becomes of a poll.
	 */
	enum Poll {

		/**
		 * It reads the table.
		 */
		ANSWERED,

		/**
		 * It does not reach the database.
		 */
		LOST,

		/**
		 * What it does is done, and it does not know.
		 */
		ANSWER_LOST

	}

	/**
	 * What will have to be seen.
	 *
	 * @param version the version
	 * @param from when, in nanoseconds
	 */
	private record Promise(int version, long from) {
	}

}
