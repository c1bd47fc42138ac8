package dev.cachepatterns.metrics;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import dev.cachepatterns.resilience.Node;
import dev.cachepatterns.resilience.Nodes;

/**
 * Meters of the circuit breakers, by node: {@code cache.circuitbreaker.state} (1 for the
 * {@code state} that it is in, {@code closed}, {@code open} or {@code half_open}),
 * {@code cache.circuitbreaker.time} (the time in each of them since the node was asked
 * first) and {@code cache.circuitbreaker.not.permitted} (calls that were not made).
 */
public final class CircuitBreakerMetrics implements MeterBinder {

	private static final List<String> STATES = List.of("closed", "open", "half_open");

	private final Nodes nodes;

	/**
	 * Meters of circuit breakers.
	 * @param nodes the nodes that have them
	 */
	public CircuitBreakerMetrics(Nodes nodes) {
		this.nodes = nodes;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.nodes.listen((node) -> bind(node, registry));
	}

	private static void bind(Node node, MeterRegistry registry) {
		for (String state : STATES) {
			Gauge.builder("cache.circuitbreaker.state", () -> node.is(state) ? 1 : 0)
				.tags("node", node.name(), "state", state)
				.description("Whether the circuit breaker of the node is in the state")
				.register(registry);
			TimeGauge.builder("cache.circuitbreaker.time", () -> node.nanosIn(state), TimeUnit.NANOSECONDS)
				.tags("node", node.name(), "state", state)
				.description("How long the circuit breaker of the node has been in the state")
				.register(registry);
		}
		FunctionCounter.builder("cache.circuitbreaker.not.permitted", node, Node::notPermitted)
			.tags("node", node.name())
			.description("Calls that were not made, as the node was known to be out")
			.register(registry);
	}

}
