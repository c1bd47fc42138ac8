package dev.cachepatterns.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.jspecify.annotations.Nullable;

/**
 * The journal in the memory of each JVM, and what it has to do later. Only for actors
 * with threads, as it remembers what is owed.
 */
final class Journals {

	private final Steps steps;

	private final Mutation mutation;

	private final StoreKey key;

	private final List<Journal> journals;

	private final List<Later> later = new ArrayList<>();

	private final List<Integer> busy = new ArrayList<>();

	private boolean closed;

	Journals(Steps steps, Mutation mutation, StoreKey key, IntFunction<CacheStore> stores) {
		this.steps = steps;
		this.mutation = mutation;
		this.key = key;
		this.journals = IntStream.range(0, Fleet.JVMS).mapToObj((jvm) -> journal(jvm, stores.apply(jvm))).toList();
	}

	private Journal journal(int jvm, CacheStore store) {
		Debts debts = new Debts(replying(store), (step, delay) -> schedule(jvm, step, delay), this::nanoTime,
				Duration.ofMillis(Simulation.INTENT), 100);
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
	 * What a JVM trusts. Anything may happen before it is asked.
	 */
	Trust trust(int jvm) {
		return (asked) -> {
			if (!this.steps.setting().owing() || this.mutation == Mutation.JOURNAL_IS_NOT_ASKED) {
				return true;
			}
			this.steps.step(Operation.ofDatabase("ask the journal", (world) -> "asked"));
			return covers(jvm);
		};
	}

	boolean covers(int jvm) {
		return this.journals.get(jvm).covers(this.key);
	}

	/**
	 * The oldest version that a read may return which begins now in a JVM: what is not
	 * owed any more is known to all.
	 */
	int floor(World world, int jvm) {
		if (world.setting.owing()) {
			IntStream.range(0, Fleet.JVMS).filter(this::covers).forEach((each) -> world.returned = world.floor(each));
		}
		return world.floor(jvm);
	}

	private synchronized void schedule(int jvm, Runnable step, Duration delay) {
		this.later.add(new Later(jvm, step, this.steps.now((world) -> world.now) + delay.toMillis()));
	}

	/**
	 * What a JVM has to do now, when its turn has come.
	 * @return the step, {@code null} if there will be none any more
	 */
	@Nullable Runnable next(int jvm) {
		synchronized (this) {
			this.busy.remove((Integer) jvm);
		}
		this.steps.step(Operation.ofDatabase("replay", (world) -> "begun"));
		return take(jvm);
	}

	private synchronized @Nullable Runnable take(int jvm) {
		Later first = this.later.stream()
			.filter((step) -> step.jvm() == jvm)
			.min(Comparator.comparingLong(Later::at))
			.orElse(null);
		if (first == null) {
			return null;
		}
		this.later.remove(first);
		this.busy.add(jvm);
		return first.step();
	}

	/**
	 * Whether an actor has something to do at a time: one that replays waits for it.
	 */
	synchronized boolean awake(Program program, long now) {
		return !(program instanceof Replaying replaying) || this.closed || this.busy.contains(replaying.jvm())
				|| this.later.stream().anyMatch((step) -> step.jvm() == replaying.jvm() && step.at() <= now);
	}

	/**
	 * When there is something to do next.
	 * @return the time in milliseconds, -1 if there is nothing
	 */
	synchronized long nextAt() {
		return this.later.stream().mapToLong(Later::at).min().orElse(-1);
	}

	/**
	 * Whether anything is left to do.
	 */
	synchronized boolean owe() {
		return !this.later.isEmpty() || !this.busy.isEmpty();
	}

	/**
	 * How much was owed and is made.
	 */
	long replayed() {
		return this.journals.stream().mapToLong((journal) -> journal.counts().replayed()).sum();
	}

	/**
	 * Lets those who replay end.
	 */
	synchronized void close() {
		this.closed = true;
	}

	/**
	 * What is to be done later.
	 */
	private record Later(int jvm, Runnable step, long at) {
	}

}
