package dev.cachepatterns.resilience;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreKey;

/**
 * The circuit breakers of a store, one for each node.
 */
public final class CircuitBreakers implements AutoCloseable {

	private final Map<String, NodeBreaker> nodes = new ConcurrentHashMap<>();

	private final CacheStore store;

	private final Function<String, CircuitBreaker> breakers;

	private final Probes probes;

	/**
	 * No breaker yet.
	 * @param store the store behind them
	 * @param breakers makes the breaker of a node
	 * @param probes asks nodes whose breaker is open
	 */
	public CircuitBreakers(CacheStore store, Function<String, CircuitBreaker> breakers, Probes probes) {
		this.store = store;
		this.breakers = breakers;
		this.probes = probes;
	}

	/**
	 * The breakers of the nodes that were asked so far.
	 * @return the breakers, in no order
	 */
	public Collection<CircuitBreaker> all() {
		return this.nodes.values().stream().map(NodeBreaker::breaker).toList();
	}

	/**
	 * The calls that were not made since the start of this JVM, as their node was known
	 * to be out.
	 * @return their number
	 */
	public long notPermitted() {
		return this.nodes.values().stream().mapToLong(NodeBreaker::notPermitted).sum();
	}

	NodeBreaker of(StoreKey key) {
		String node = this.store.node(key);
		NodeBreaker known = this.nodes.get(node);
		return (known != null) ? known : this.nodes.computeIfAbsent(node,
				(name) -> new NodeBreaker(name, this.breakers.apply(name), new Probe(this.store, this.probes, name)));
	}

	@Override
	public void close() {
		this.probes.close();
	}

}
