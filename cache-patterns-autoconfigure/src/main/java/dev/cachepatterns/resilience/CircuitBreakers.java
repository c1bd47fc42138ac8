package dev.cachepatterns.resilience;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreKey;

/**
 * The circuit breakers of a store, one for each node.
 */
public final class CircuitBreakers implements Nodes, AutoCloseable {

	private final NodeBreakers<StoreKey> nodes;

	private final CacheStore store;

	private final Probes probes;

	private final Orphans orphans;

	/**
	 * No breaker yet.
	 * @param store the store behind them
	 * @param breakers makes the breaker of a node
	 * @param probes asks nodes whose breaker is open
	 */
	public CircuitBreakers(CacheStore store, Function<String, CircuitBreaker> breakers, Probes probes) {
		this.nodes = new NodeBreakers<>(
				(node) -> new NodeBreaker<>(node, breakers.apply(node), new Probe(store, probes, node)));
		this.store = store;
		this.probes = probes;
		this.orphans = new Orphans(store, probes, (key) -> !of(key).out(), System::nanoTime);
	}

	Orphans orphans() {
		return this.orphans;
	}

	/**
	 * The breakers of the nodes that were asked so far.
	 * @return the breakers, in no order
	 */
	public Collection<CircuitBreaker> all() {
		return this.nodes.all().stream().map(NodeBreaker::breaker).toList();
	}

	/**
	 * The calls that were not made since the start of this JVM, as their node was known
	 * to be out.
	 * @return their number
	 */
	public long notPermitted() {
		return this.nodes.all().stream().mapToLong(NodeBreaker::notPermitted).sum();
	}

	@Override
	public void listen(Consumer<Node> listener) {
		this.nodes.listen(listener);
	}

	NodeBreaker<StoreKey> of(StoreKey key) {
		return this.nodes.of(this.store.node(key));
	}

	@Override
	public void close() {
		this.probes.close();
	}

}
