package dev.cachepatterns.memcached;

import java.util.concurrent.TimeoutException;

import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.exception.MemcachedServerException;

import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Says of the client's failures which kind of {@link dev.cachepatterns.store.CacheStore}
 * they are.
 */
final class MemcachedErrors {

	private MemcachedErrors() {
	}

	static <T> T translating(Call<T> call) {
		try {
			return call.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("Interrupted while waiting for memcached", ex);
		}
		catch (MemcachedServerException | IllegalArgumentException ex) {
			throw new StoreRejectedException("Memcached refused: " + ex.getMessage(), ex);
		}
		catch (MemcachedException | TimeoutException ex) {
			throw new StoreUnavailableException("Memcached is unavailable: " + ex.getMessage(), ex);
		}
	}

	/**
	 * A call of the client.
	 *
	 * @param <T> type of its answer
	 */
	interface Call<T> {

		T run() throws TimeoutException, InterruptedException, MemcachedException;

	}

}
