package dev.cachepatterns.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

/**
 * The circuit breaker of one node. While it is not closed no caller asks the node:
 * another thread does, so that an outage costs no caller a timeout.
 *
 * @param <K> what its calls are about
 */
final class NodeBreaker<K> {

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	private final LongAdder notPermitted = new LongAdder();

	private final String node;

	private final CircuitBreaker breaker;

	private final NodeProbe<K> probe;

	private final StateTimes times = new StateTimes(System::nanoTime);

	private final Node statistics = new Node(this);

	// Fast calls of which the breaker has to hear until its window holds nothing
	// else: each further one would change nothing, and cost more than all else here
	private final AtomicInteger missing = new AtomicInteger();

	private final int window;

	private volatile String reason = "its calls are too slow";

	NodeBreaker(String node, CircuitBreaker breaker, NodeProbe<K> probe) {
		this.node = node;
		this.breaker = breaker;
		this.probe = probe;
		CircuitBreakerConfig config = breaker.getCircuitBreakerConfig();
		this.window = (config.getSlidingWindowType() == SlidingWindowType.COUNT_BASED) ? config.getSlidingWindowSize()
				: Integer.MAX_VALUE;
		this.missing.set(this.window);
		breaker.getEventPublisher().onStateTransition(this::changed);
	}

	String node() {
		return this.node;
	}

	Node statistics() {
		return this.statistics;
	}

	StateTimes times() {
		return this.times;
	}

	CircuitBreaker breaker() {
		return this.breaker;
	}

	/**
	 * Whether it is known to be out.
	 */
	boolean out() {
		return waits(this.breaker.getState());
	}

	long notPermitted() {
		return this.notPermitted.sum();
	}

	/**
	 * Begins a call that is made whether the node is known to be out or not.
	 * @return when it began
	 */
	long beginAnyway() {
		return System.nanoTime();
	}

	/**
	 * Begins a call.
	 * @return when it began
	 * @throws StoreUnavailableException if the node is known to be out
	 */
	long begin() {
		// The calls that a half-open breaker permits are the probe's
		if (waits(this.breaker.getState()) || !this.breaker.tryAcquirePermission()) {
			this.notPermitted.increment();
			throw StoreUnavailableException.notAsked("The cache is out (" + this.node + ")");
		}
		return System.nanoTime();
	}

	/**
	 * The node has answered. What was begun before it was out says nothing of a probe.
	 */
	void answered(long began, K key) {
		long took = System.nanoTime() - began;
		if (took > this.breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold().toNanos()) {
			this.probe.failed(key);
			this.missing.set(this.window);
		}
		else if (this.missing.get() <= 0) {
			return;
		}
		else {
			this.missing.decrementAndGet();
		}
		if (!waits(this.breaker.getState())) {
			this.breaker.onSuccess(took, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * The call has failed. A node that refuses has answered.
	 */
	void failed(long began, K key, Throwable failure) {
		if (failure instanceof StoreUnavailableException unavailable) {
			if (unavailable.reason() == Reason.READ_ONLY) {
				this.probe.misled(key);
			}
			this.reason = String.valueOf(failure.getMessage());
			this.probe.failed(key);
			this.missing.set(this.window);
			if (!waits(this.breaker.getState())) {
				this.breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, failure);
			}
		}
		else {
			answered(began, key);
		}
	}

	private static boolean waits(State state) {
		return state == State.OPEN || state == State.HALF_OPEN || state == State.FORCED_OPEN;
	}

	private void changed(CircuitBreakerOnStateTransitionEvent event) {
		State before = event.getStateTransition().getFromState();
		State now = event.getStateTransition().getToState();
		this.times.changed(now);
		this.missing.set(this.window);
		if (waits(before) && !waits(now)) {
			logger.info("The cache is used again (%s)".formatted(this.node));
		}
		else if (waits(now) && !waits(before)) {
			logger.warn("The cache is out (%s), and not asked until it answers a probe: %s".formatted(this.node,
					this.reason));
			this.probe.start(this::attempt);
		}
	}

	/**
	 * Probes once, if it is time to.
	 * @return whether the breaker is still not closed
	 */
	private boolean attempt() {
		if (waits(this.breaker.getState()) && this.breaker.tryAcquirePermission()) {
			long began = System.nanoTime();
			try {
				this.probe.run();
				this.breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
			}
			catch (RuntimeException ex) {
				logger.debug("A probe has failed (%s)".formatted(this.node), ex);
				this.breaker.onError(0, TimeUnit.NANOSECONDS, ex);
			}
		}
		return waits(this.breaker.getState());
	}

}
