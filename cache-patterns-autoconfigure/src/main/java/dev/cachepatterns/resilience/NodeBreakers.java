package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The circuit breakers of nodes, each made when its node is asked first.
 *
 * @param <K> what calls are about
 */
final class NodeBreakers<K> implements Nodes {

	private final Map<String, NodeBreaker<K>> nodes = new ConcurrentHashMap<>();

	private final List<Consumer<Node>> listeners = new ArrayList<>();

	private final Function<String, NodeBreaker<K>> make;

	NodeBreakers(Function<String, NodeBreaker<K>> make) {
		this.make = make;
	}

	NodeBreaker<K> of(String node) {
		NodeBreaker<K> known = this.nodes.get(node);
		return (known != null) ? known : create(node);
	}

	Collection<NodeBreaker<K>> all() {
		return this.nodes.values();
	}

	@Override
	public synchronized void listen(Consumer<Node> listener) {
		this.listeners.add(listener);
		this.nodes.values().forEach((node) -> listener.accept(node.statistics()));
	}

	private synchronized NodeBreaker<K> create(String node) {
		NodeBreaker<K> known = this.nodes.get(node);
		if (known != null) {
			return known;
		}
		NodeBreaker<K> fresh = this.make.apply(node);
		this.nodes.put(node, fresh);
		this.listeners.forEach((listener) -> listener.accept(fresh.statistics()));
		return fresh;
	}

}
