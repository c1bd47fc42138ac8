package dev.cachepatterns.resilience;

import java.time.Clock;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a circuit breaker hears of calls.
 */
class NodeBreakerTests {

	private final StoreKey key = StoreKey.of(Region.of("test", "cache"), "key");

	private final Probes probes = new Probes(() -> 1, (keys) -> true);

	private CircuitBreaker breaker = breaker(SlidingWindowType.COUNT_BASED);

	private NodeBreaker<StoreKey> node = node();

	private static CircuitBreaker breaker(SlidingWindowType type) {
		return CircuitBreaker.of("test",
				CircuitBreakerConfig.custom()
					.slidingWindow(20, 10, type)
					.failureRateThreshold(50)
					.slowCallDurationThreshold(Duration.ofSeconds(10))
					.build());
	}

	private NodeBreaker<StoreKey> node() {
		return new NodeBreaker<>("test", this.breaker,
				new Probe(MemoryStore.create(1 << 20, Clock.systemUTC(), () -> 7, (cache) -> {
				}), this.probes, "test"));
	}

	@AfterEach
	void close() {
		this.probes.close();
	}

	@Test
	void successesFillTheWindowAndNoMore() {
		succeed(100);
		assertThat(this.breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(20);
	}

	@Test
	void failuresAreWeighedAgainstTheSuccessesBefore() {
		succeed(100);
		fail(9);
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
		fail(1);
		assertThat(this.breaker.getState()).isEqualTo(State.OPEN);
	}

	@Test
	void failuresLeaveTheWindowAgain() {
		succeed(100);
		fail(9);
		succeed(100);
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isZero();
		fail(9);
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
	}

	@Test
	void windowOfTimeHearsOfEveryCall() {
		this.breaker = breaker(SlidingWindowType.TIME_BASED);
		this.node = node();
		succeed(100);
		assertThat(this.breaker.getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(100);
	}

	private void succeed(int calls) {
		for (int i = 0; i < calls; i++) {
			this.node.answered(this.node.begin(), this.key);
		}
	}

	private void fail(int calls) {
		for (int i = 0; i < calls; i++) {
			this.node.failed(this.node.begin(), this.key, new StoreUnavailableException("Out", null));
		}
	}

}
