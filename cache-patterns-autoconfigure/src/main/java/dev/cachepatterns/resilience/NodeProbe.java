package dev.cachepatterns.resilience;

import java.util.function.BooleanSupplier;

import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Asks a node that was out whether it can be used again.
 *
 * @param <K> what its calls are about
 */
interface NodeProbe<K> {

	/**
	 * A call has failed, or was slow.
	 */
	void failed(K key);

	/**
	 * A call has failed as the connection leads to the wrong server: there is no need to
	 * wait for a probe to have it made anew.
	 */
	void misled(K key);

	/**
	 * Begins to call a step again and again, until it says that it is done.
	 */
	void start(BooleanSupplier step);

	/**
	 * Asks once.
	 * @throws StoreUnavailableException if the node cannot be used yet
	 */
	void run();

}
