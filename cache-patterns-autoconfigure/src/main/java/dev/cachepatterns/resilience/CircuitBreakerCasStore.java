package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * A store that does not ask a node which is known to be out: each node has a circuit
 * breaker. What counts as a failure is {@link StoreUnavailableException}; a node that
 * refuses has answered, and so has one on which something else stood.
 */
public final class CircuitBreakerCasStore implements CasStore {

	private final CasStore store;

	private final CallBreakers breakers;

	/**
	 * A store.
	 * @param store the store behind it; not closed by this one
	 * @param breakers the breakers of its nodes
	 */
	public CircuitBreakerCasStore(CasStore store, CallBreakers breakers) {
		this.store = store;
		this.breakers = breakers;
	}

	/**
	 * What the breakers of a store ask.
	 * @param store the store
	 * @return the target
	 */
	public static CallBreakers.Target target(CasStore store) {
		return new CallBreakers.Target() {

			@Override
			public void ask(String key) {
				store.get(key);
			}

			@Override
			public void reconnect(String key) {
				store.reconnect(key);
			}

		};
	}

	@Override
	public String node(String name) {
		return this.store.node(name);
	}

	@Override
	public void reconnect(String name) {
		this.store.reconnect(name);
	}

	@Override
	public @Nullable Versioned get(String name) {
		return this.breakers.call(node(name), name, () -> this.store.get(name));
	}

	/**
	 * {@inheritDoc}
	 * <p>
	 * One node that is out fails the call.
	 */
	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		Map<String, List<String>> nodes = new LinkedHashMap<>();
		names.forEach((name) -> nodes.computeIfAbsent(node(name), (node) -> new ArrayList<>()).add(name));
		Map<String, Versioned> found = new LinkedHashMap<>();
		nodes.forEach((node, own) -> found.putAll(this.breakers.call(node, own.get(0), () -> this.store.getAll(own))));
		return found;
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		return this.breakers.call(node(name), name, () -> this.store.add(name, bytes, ttl));
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		return this.breakers.call(node(name), name, () -> this.store.replace(name, version, bytes, ttl));
	}

	@Override
	public boolean remove(String name, long version) {
		return this.breakers.call(node(name), name, () -> this.store.remove(name, version));
	}

	@Override
	public boolean delete(String name) {
		return this.breakers.call(node(name), name, () -> this.store.delete(name));
	}

	@Override
	public int limit() {
		return this.store.limit();
	}

	@Override
	public void close() {
		// The store behind it has an owner
	}

}
