package dev.cachepatterns.resilience;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;

/**
 * How long a circuit breaker has been in each of its states.
 */
final class StateTimes {

	private final Map<State, Long> ended = new EnumMap<>(State.class);

	private final LongSupplier nanos;

	private State current = State.CLOSED;

	private long since;

	StateTimes(LongSupplier nanos) {
		this.nanos = nanos;
		this.since = nanos.getAsLong();
	}

	synchronized void changed(State state) {
		long now = this.nanos.getAsLong();
		this.ended.merge(this.current, now - this.since, Long::sum);
		this.current = state;
		this.since = now;
	}

	/**
	 * The time in a state until now, in nanoseconds.
	 */
	synchronized long in(State state) {
		long before = this.ended.getOrDefault(state, 0L);
		return (state == this.current) ? before + this.nanos.getAsLong() - this.since : before;
	}

}
