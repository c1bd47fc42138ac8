package dev.cachepatterns.pattern;

import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Says whether what a store answers may be served. It is asked before each question and
 * after its answer, hits and misses alike, and must not block. What is not trusted at
 * both moments is read from where the cache does not reach, and not stored.
 */
@FunctionalInterface
public interface Trust {

	/**
	 * Whether the store's answer for a key may be used.
	 * @param key the key
	 * @return {@code false} to pass the cache by
	 */
	boolean covers(StoreKey key);

	/**
	 * A key, if what the store answers for it may be used.
	 * @param key the key
	 * @return the key
	 * @throws StoreUnavailableException if not
	 */
	default StoreKey check(StoreKey key) {
		if (!covers(key)) {
			throw StoreUnavailableException
				.notAsked("The cache may not know of a write of key '%s' yet".formatted(key));
		}
		return key;
	}

	/**
	 * Trusts what both trust.
	 * @param other another trust
	 * @return both
	 */
	default Trust and(Trust other) {
		return (key) -> covers(key) && other.covers(key);
	}

	/**
	 * Trusts every answer.
	 * @return a trust without doubt
	 */
	static Trust always() {
		return (key) -> true;
	}

}
