package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * A store that does not ask a node which is known to be out: each node has a circuit
 * breaker. What counts as a failure is {@link StoreUnavailableException}; a node that
 * refuses has answered.
 * <p>
 * That is so for reads, and the leases and fills of loads. Steps of writes are tried in
 * any case: who reads past the cache for a moment is right, and who writes past it leaves
 * an old value to others. In an outage each of them thus costs one timeout.
 */
public final class CircuitBreakerStore implements CacheStore {

	private final CacheStore store;

	private final CircuitBreakers breakers;

	/**
	 * A store.
	 * @param store the store behind it; not closed by this one
	 * @param breakers the breakers of its nodes
	 */
	public CircuitBreakerStore(CacheStore store, CircuitBreakers breakers) {
		this.store = store;
		this.breakers = breakers;
	}

	@Override
	public String name() {
		return this.store.name();
	}

	@Override
	public String node(StoreKey key) {
		return this.store.node(key);
	}

	@Override
	public Lookup get(StoreKey key) {
		NodeBreaker<StoreKey> breaker = this.breakers.of(key);
		long began = breaker.begin();
		try {
			Lookup found = this.store.get(key);
			breaker.answered(began, key);
			return found;
		}
		catch (StoreException ex) {
			breaker.failed(began, key, ex);
			throw ex;
		}
	}

	@Override
	public Lookup getRecent(StoreKey key) {
		return call(key, () -> this.store.getRecent(key));
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<NodeBreaker<StoreKey>, List<StoreKey>> nodes = new HashMap<>();
		keys.forEach((key) -> nodes.computeIfAbsent(this.breakers.of(key), (node) -> new ArrayList<>()).add(key));
		Map<StoreKey, Lookup> found = new LinkedHashMap<>();
		StoreUnavailableException failure = null;
		for (Map.Entry<NodeBreaker<StoreKey>, List<StoreKey>> node : nodes.entrySet()) {
			try {
				found.putAll(getAll(node.getKey(), node.getValue()));
			}
			catch (StoreUnavailableException ex) {
				failure = ex;
			}
		}
		if (failure != null && found.isEmpty()) {
			throw failure;
		}
		return found;
	}

	private Map<StoreKey, Lookup> getAll(NodeBreaker<StoreKey> node, List<StoreKey> keys) {
		return call(node, node.begin(), keys.get(0), () -> this.store.getAll(keys));
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		NodeBreaker<StoreKey> breaker = this.breakers.of(key);
		long began;
		try {
			began = breaker.begin();
		}
		catch (StoreUnavailableException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return this.store.getAsync(key).whenComplete((found, failure) -> {
			if (failure == null) {
				breaker.answered(began, key);
			}
			else {
				Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : null;
				breaker.failed(began, key, (cause != null) ? cause : failure);
			}
		});
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		return call(key, () -> this.store.generation(key));
	}

	@Override
	public OptionalLong recentGeneration(StoreKey key) {
		return call(key, () -> this.store.recentGeneration(key));
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		return tell(key, () -> this.store.put(key, payload, ttl));
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		try {
			return call(key, () -> this.store.replace(key, expected, entry, ttl));
		}
		catch (StoreUnavailableException ex) {
			if (entry.kind() == Slot.Kind.LEASE) {
				if (ex.sent()) {
					this.breakers.orphans().lease(key, entry.stamp());
				}
			}
			else if (expected != Slot.ABSENT) {
				this.breakers.orphans().lease(key, expected);
			}
			throw ex;
		}
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		try {
			return call(key, () -> this.store.remove(key, expected));
		}
		catch (StoreUnavailableException ex) {
			this.breakers.orphans().lease(key, expected);
			throw ex;
		}
	}

	@Override
	public boolean invalidate(StoreKey key) {
		return tell(key, () -> this.store.invalidate(key));
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		tell(key, () -> {
			this.store.set(key, entry, ttl);
			return true;
		});
	}

	@Override
	public boolean delete(StoreKey key) {
		return tell(key, () -> this.store.delete(key));
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		try {
			return tell(key, () -> this.store.enter(key, token, timeout));
		}
		catch (StoreUnavailableException ex) {
			if (ex.sent()) {
				this.breakers.orphans().intent(key, token);
			}
			throw ex;
		}
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return exit(key, token, () -> this.store.publish(key, token, entry, ttl));
	}

	@Override
	public void leave(StoreKey key, long token) {
		exit(key, token, () -> {
			this.store.leave(key, token);
			return true;
		});
	}

	@Override
	public void clear(Region region) {
		this.store.clear(region);
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		clear(region, token, () -> this.store.enterClear(region, token, timeout));
	}

	@Override
	public void leaveClear(Region region, long token) {
		clear(region, token, () -> this.store.leaveClear(region, token));
	}

	@Override
	public void close() {
		// The store behind it has an owner
	}

	private <T> T call(StoreKey key, Supplier<T> step) {
		NodeBreaker<StoreKey> breaker = this.breakers.of(key);
		return call(breaker, breaker.begin(), key, step);
	}

	/**
	 * A step of a write.
	 */
	private <T> T tell(StoreKey key, Supplier<T> step) {
		NodeBreaker<StoreKey> breaker = this.breakers.of(key);
		return call(breaker, breaker.beginAnyway(), key, step);
	}

	/**
	 * The last step of a write, which else leaves its intent.
	 */
	private <T> T exit(StoreKey key, long token, Supplier<T> step) {
		try {
			return tell(key, step);
		}
		catch (StoreUnavailableException ex) {
			this.breakers.orphans().intent(key, token);
			throw ex;
		}
	}

	private void clear(Region region, long token, Runnable step) {
		try {
			step.run();
		}
		catch (StoreUnavailableException ex) {
			this.breakers.orphans().clear(region, token);
			throw ex;
		}
	}

	private static <T> T call(NodeBreaker<StoreKey> breaker, long began, StoreKey key, Supplier<T> step) {
		try {
			T result = step.get();
			breaker.answered(began, key);
			return result;
		}
		catch (StoreException ex) {
			breaker.failed(began, key, ex);
			throw ex;
		}
	}

}
