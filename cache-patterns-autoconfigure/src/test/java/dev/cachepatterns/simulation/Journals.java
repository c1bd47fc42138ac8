package dev.cachepatterns.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.cachepatterns.journal.Debts;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.Trust;
import dev.cachepatterns.simulation.Steps.Operation;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreKey;

/**
 * The journal in the memory of each JVM, and where that is tried the one in the database.
 * Only for actors with threads, as it remembers what is owed.
 */
final class Journals {

	private final Steps steps;

	private final Mutation mutation;

	private final StoreKey key;

	private final List<Journal> journals;

	private final Agenda agenda;

	private final SharedJournals shared;

	Journals(Steps steps, Mutation mutation, StoreKey key, IntFunction<CacheStore> stores) {
		this.steps = steps;
		this.mutation = mutation;
		this.key = key;
		this.agenda = new Agenda(steps);
		this.shared = new SharedJournals(steps, mutation, this.agenda, (jvm) -> replying(stores.apply(jvm)));
		this.journals = IntStream.range(0, Fleet.JVMS).mapToObj((jvm) -> journal(jvm, stores.apply(jvm))).toList();
	}

	private Journal journal(int jvm, CacheStore store) {
		Debts debts = new Debts(replying(store), (step, delay) -> this.agenda.schedule(new Replaying(jvm), step, delay),
				this::nanoTime, Duration.ofMillis(Simulation.INTENT), 100);
		return (this.mutation == Mutation.NONE) ? debts : new MutatedJournal(this.mutation, debts);
	}

	/**
	 * Anything may happen before a reply arrives.
	 */
	private CacheStore replying(CacheStore store) {
		return (CacheStore) Proxy.newProxyInstance(CacheStore.class.getClassLoader(),
				new Class<?>[] { CacheStore.class }, (proxy, method, arguments) -> {
					try {
						Object reply = method.invoke(store, arguments);
						this.steps.step(Operation.ofDatabase("a reply arrives", (world) -> "arrived"));
						return reply;
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private long nanoTime() {
		return TimeUnit.MILLISECONDS.toNanos(this.steps.now((world) -> world.now));
	}

	/**
	 * The journal of a JVM.
	 */
	Journal journal(int jvm) {
		return this.journals.get(jvm);
	}

	/**
	 * The journals in the database.
	 */
	SharedJournals shared() {
		return this.shared;
	}

	/**
	 * What they have to do later.
	 */
	Agenda agenda() {
		return this.agenda;
	}

	/**
	 * What a JVM trusts. Anything may happen before it is asked.
	 */
	Trust trust(int jvm) {
		return (asked) -> {
			boolean kept = this.steps.setting().owing() || this.steps.setting().noting();
			if (!kept || this.mutation == Mutation.JOURNAL_IS_NOT_ASKED) {
				return true;
			}
			this.steps.step(Operation.ofDatabase("ask the journal", (world) -> "asked"));
			return covers(jvm);
		};
	}

	boolean covers(int jvm) {
		return at(jvm).covers(this.key);
	}

	/**
	 * The journal that a JVM uses.
	 */
	Journal at(int jvm) {
		return this.steps.setting().noting() ? this.shared.journal(jvm) : this.journals.get(jvm);
	}

	/**
	 * The oldest version that a read may return which begins now in a JVM: what is not
	 * owed any more is known to all.
	 */
	int floor(World world, int jvm) {
		if (world.setting.noting()) {
			this.shared.keep(world);
		}
		if (world.setting.owing()) {
			IntStream.range(0, Fleet.JVMS).filter(this::covers).forEach((each) -> world.returned = world.floor(each));
		}
		return world.floor(jvm);
	}

	/**
	 * How much was owed and is made.
	 */
	long replayed() {
		return IntStream.range(0, Fleet.JVMS).mapToLong((jvm) -> at(jvm).counts().replayed()).sum();
	}

}
