package dev.cachepatterns.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.cachepatterns.simulation.Steps.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What JVMs have to do later, and who sleeps until when.
 */
final class Agenda {

	private final Steps steps;

	private final List<Later> later = new ArrayList<>();

	private final List<Background> busy = new ArrayList<>();

	private final Map<Program, Long> asleep = new IdentityHashMap<>();

	private boolean closed;

	Agenda(Steps steps) {
		this.steps = steps;
	}

	private long now() {
		return this.steps.now((world) -> world.now);
	}

	synchronized void schedule(Background thread, Runnable step, Duration delay) {
		this.later.add(new Later(thread, step, now() + delay.toMillis()));
	}

	/**
	 * What a thread has to do now, when its turn has come.
	 * @return the step, {@code null} if there will be none any more
	 */
	@Nullable Runnable next(Background thread) {
		synchronized (this) {
			this.busy.remove(thread);
		}
		this.steps.step(Operation.ofDatabase("next", (world) -> "begun"));
		return take(thread);
	}

	private synchronized @Nullable Runnable take(Background thread) {
		Later first = this.closed ? null
				: this.later.stream()
					.filter((step) -> step.thread().equals(thread))
					.min(Comparator.comparingLong(Later::at))
					.orElse(null);
		if (first == null) {
			return null;
		}
		this.later.remove(first);
		this.busy.add(thread);
		return first.step();
	}

	/**
	 * Lets an actor sleep.
	 */
	void sleep(Duration time) {
		this.steps.after((world, actor) -> asleep(world.actors[actor].program(), world.now + time.toMillis() + 1));
		this.steps.step(Operation.ofDatabase("slept", (world) -> "for " + time));
	}

	private synchronized void asleep(Program program, long until) {
		this.asleep.put(program, until);
	}

	/**
	 * Whether an actor has something to do at a time.
	 */
	synchronized boolean awake(Program program, long now) {
		if (program instanceof Background thread) {
			return this.closed || this.busy.contains(thread)
					|| this.later.stream().anyMatch((step) -> step.thread().equals(thread) && step.at() <= now);
		}
		return this.asleep.getOrDefault(program, 0L) <= now;
	}

	/**
	 * When there is something to do next.
	 * @param now the time, in milliseconds
	 * @return the time in milliseconds, -1 if there is nothing
	 */
	synchronized long nextAt(long now) {
		return LongStream
			.concat(this.later.stream().mapToLong(Later::at),
					this.asleep.values().stream().mapToLong((until) -> until).filter((until) -> until > now))
			.min()
			.orElse(-1);
	}

	/**
	 * Whether anything is left to do but polls.
	 */
	synchronized boolean owes() {
		return this.later.stream().anyMatch((step) -> step.thread() instanceof Replaying)
				|| this.busy.stream().anyMatch((thread) -> thread instanceof Replaying);
	}

	/**
	 * Forgets what a JVM that has died had to do.
	 */
	synchronized void forget(int jvm) {
		this.later.removeIf((step) -> step.thread().jvm() == jvm);
		this.busy.removeIf((thread) -> thread.jvm() == jvm);
	}

	/**
	 * Lets all threads end.
	 */
	synchronized void close() {
		this.closed = true;
	}

	/**
	 * What is to be done later.
	 */
	private record Later(Background thread, Runnable step, long at) {
	}

}
