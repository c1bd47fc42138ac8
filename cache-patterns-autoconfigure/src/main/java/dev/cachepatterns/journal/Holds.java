package dev.cachepatterns.journal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.cachepatterns.store.StoreKey;

/**
 * Keys that this JVM does not trust, each as often as somebody holds it. Asking costs one
 * volatile read while there are none.
 */
public final class Holds {

	private final ConcurrentMap<Debt, Integer> counts = new ConcurrentHashMap<>();

	private volatile boolean empty = true;

	/**
	 * Trusts a key no longer, as soon as this returns.
	 * @param debt the key, or a whole cache
	 */
	public synchronized void hold(Debt debt) {
		this.counts.merge(debt, 1, Integer::sum);
		this.empty = false;
	}

	/**
	 * Ends one hold.
	 * @param debt what was held
	 */
	public synchronized void release(Debt debt) {
		this.counts.computeIfPresent(debt, (held, count) -> (count > 1) ? count - 1 : null);
		this.empty = this.counts.isEmpty();
	}

	/**
	 * Whether nobody holds a key.
	 * @param key the key
	 * @return {@code false} if it, or its cache, is held
	 */
	public boolean covers(StoreKey key) {
		return this.empty
				|| !(this.counts.containsKey(Debt.of(key)) || this.counts.containsKey(Debt.all(key.region())));
	}

}
