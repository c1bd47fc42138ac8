package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreKey;

/**
 * The circuit breakers of a store, one for each node.
 */
public final class CircuitBreakers implements AutoCloseable {

	private final Map<String, NodeBreaker> nodes = new ConcurrentHashMap<>();

	private final List<Consumer<Node>> listeners = new ArrayList<>();

	private final CacheStore store;

	private final Function<String, CircuitBreaker> breakers;

	private final Probes probes;

	private final Orphans orphans;

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

	/**
	 * Tells of every node: those that were asked so far, and those that will be.
	 * @param listener told once of each, not at the same time
	 */
	public synchronized void listen(Consumer<Node> listener) {
		this.listeners.add(listener);
		this.nodes.values().forEach((node) -> listener.accept(node.statistics()));
	}

	NodeBreaker of(StoreKey key) {
		String node = this.store.node(key);
		NodeBreaker known = this.nodes.get(node);
		return (known != null) ? known : create(node);
	}

	private synchronized NodeBreaker create(String node) {
		NodeBreaker known = this.nodes.get(node);
		if (known != null) {
			return known;
		}
		NodeBreaker fresh = new NodeBreaker(node, this.breakers.apply(node), new Probe(this.store, this.probes, node));
		this.nodes.put(node, fresh);
		this.listeners.forEach((listener) -> listener.accept(fresh.statistics()));
		return fresh;
	}

	@Override
	public void close() {
		this.probes.close();
	}

}
