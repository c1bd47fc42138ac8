package dev.cachepatterns.resilience;

import java.util.Locale;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;

/**
 * What is known of a node and its circuit breaker.
 */
public final class Node {

	private final NodeBreaker<?> breaker;

	Node(NodeBreaker<?> breaker) {
		this.breaker = breaker;
	}

	/**
	 * The name of the node.
	 * @return that of the backend if it is the only one
	 */
	public String name() {
		return this.breaker.node();
	}

	/**
	 * Whether its circuit breaker is in a state now.
	 * @param state {@code closed}, {@code open} or {@code half_open}
	 * @return whether it is
	 */
	public boolean is(String state) {
		return this.breaker.breaker().getState() == state(state);
	}

	/**
	 * The time that its circuit breaker has been in a state, until now.
	 * @param state {@code closed}, {@code open} or {@code half_open}
	 * @return the time, in nanoseconds
	 */
	public long nanosIn(String state) {
		return this.breaker.times().in(state(state));
	}

	/**
	 * The calls that were not made since the start of this JVM, as it was known to be
	 * out.
	 * @return their number
	 */
	public long notPermitted() {
		return this.breaker.notPermitted();
	}

	private static State state(String name) {
		return State.valueOf(name.toUpperCase(Locale.ROOT));
	}

}
