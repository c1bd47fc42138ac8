package dev.cachepatterns.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Time by state.
 */
class StateTimesTests {

	private long now = 5;

	private final StateTimes times = new StateTimes(() -> this.now);

	@Test
	void timesAddUpAndTheCurrentOneRuns() {
		this.now = 15;
		this.times.changed(State.OPEN);
		this.now = 18;
		this.times.changed(State.CLOSED);
		this.now = 20;
		assertThat(this.times.in(State.CLOSED)).isEqualTo(12);
		assertThat(this.times.in(State.OPEN)).isEqualTo(3);
		assertThat(this.times.in(State.HALF_OPEN)).isZero();
		this.now = 21;
		assertThat(this.times.in(State.CLOSED)).isEqualTo(13);
	}

}
