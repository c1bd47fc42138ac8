package dev.cachepatterns.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * A store in memory that cannot always be reached.
 */
public final class FlakyStore {

	private final CacheStore memory = MemoryStore.create(1 << 24, Clock.systemUTC(),
			() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), (cache) -> {
			});

	private final List<Object> calls = new CopyOnWriteArrayList<>();

	private volatile Predicate<Object> reachable = (key) -> true;

	private volatile Runnable during = () -> {
	};

	private volatile boolean doubt;

	/**
	 * The store.
	 */
	public CacheStore store() {
		return (CacheStore) Proxy.newProxyInstance(CacheStore.class.getClassLoader(),
				new Class<?>[] { CacheStore.class }, (proxy, method, args) -> {
					if (args != null && (args[0] instanceof StoreKey || args[0] instanceof Region)) {
						this.calls.add(args[0]);
						this.during.run();
						if (!this.reachable.test(args[0])) {
							throw new StoreUnavailableException("Not reachable", null);
						}
					}
					if (this.doubt && method.getReturnType() == Lookup.class) {
						return Lookup.IN_DOUBT;
					}
					try {
						return method.invoke(this.memory, args);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	/**
	 * Keys and regions for which it was called since the last time.
	 */
	public List<Object> calls() {
		List<Object> seen = List.copyOf(this.calls);
		this.calls.clear();
		return seen;
	}

	/**
	 * Changes what can be reached.
	 */
	public void reach(Predicate<Object> reachable) {
		this.reachable = reachable;
	}

	/**
	 * Answers in a way that nobody knows whether to believe.
	 */
	public void doubt() {
		this.doubt = true;
	}

	/**
	 * Runs a step within each call.
	 */
	public void during(Runnable step) {
		this.during = step;
	}

}
