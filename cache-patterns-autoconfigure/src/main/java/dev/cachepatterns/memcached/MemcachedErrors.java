package dev.cachepatterns.memcached;

import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import net.rubyeye.xmemcached.exception.MemcachedClientException;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.exception.MemcachedServerException;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

/**
 * Says of the client's failures which kind of {@link dev.cachepatterns.store.CacheStore}
 * they are.
 */
final class MemcachedErrors {

	private static final List<String> REFUSALS = List.of("out of memory", "too large");

	// What the client says before it sends; of a connection that is closed later it names
	// no address
	private static final Pattern NOT_SENT = Pattern
		.compile("There is no available connection at this moment|Session\\(.*\\) has been closed");

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
		catch (MemcachedServerException ex) {
			throw translate(ex);
		}
		catch (MemcachedClientException | IllegalArgumentException ex) {
			throw new StoreRejectedException("Memcached refused: " + ex.getMessage(), ex);
		}
		catch (MemcachedException ex) {
			boolean sent = !NOT_SENT.matcher(String.valueOf(ex.getMessage())).matches();
			throw new StoreUnavailableException("Memcached is unavailable: " + ex.getMessage(), ex,
					sent ? Reason.NO_ANSWER : Reason.NO_CONNECTION);
		}
		catch (TimeoutException ex) {
			throw new StoreUnavailableException("Memcached is unavailable: " + ex.getMessage(), ex);
		}
	}

	/**
	 * What a node says of its memory is a refusal; what a proxy before it says is not.
	 */
	private static StoreException translate(MemcachedServerException failure) {
		String reply = String.valueOf(failure.getMessage());
		if (REFUSALS.stream().anyMatch(reply::contains)) {
			return new StoreRejectedException("Memcached refused: " + reply, failure);
		}
		return new StoreUnavailableException("Memcached is unavailable: " + reply, failure, Reason.NOT_READY);
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
