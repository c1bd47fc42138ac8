package dev.cachepatterns.memcached;

import java.util.concurrent.TimeoutException;

import net.rubyeye.xmemcached.exception.MemcachedClientException;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.exception.MemcachedServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What replies of Memcached say about it.
 */
class MemcachedErrorsTests {

	@ParameterizedTest
	@ValueSource(strings = { "out of memory storing object,key=a", "object too large for cache,key=a" })
	void translatingWhenANodeRefusesDoesNotCount(String reply) {
		assertThatExceptionOfType(StoreRejectedException.class)
			.isThrownBy(() -> fail(new MemcachedServerException(reply)));
	}

	@Test
	void translatingWhenTheRequestIsWrongDoesNotCount() {
		assertThatExceptionOfType(StoreRejectedException.class)
			.isThrownBy(() -> fail(new MemcachedClientException("bad data chunk")));
	}

	@Test
	void translatingWhenAProxyCannotReachTheNodeCounts() {
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> fail(new MemcachedServerException("Connection timed out")))
			.matches((failure) -> failure.reason() == Reason.NOT_READY);
	}

	@Test
	void translatingWhenNobodyAnswersCounts() {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> MemcachedErrors.translating(() -> {
			throw new TimeoutException();
		})).matches((failure) -> failure.reason() == Reason.NO_ANSWER);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "There is no available connection at this moment", "Session(127.0.0.1:11211) has been closed" })
	void translatingWhenThereIsNoConnectionSaysThatNothingWasSent(String message) {
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> fail(new MemcachedException(message)))
			.matches((failure) -> failure.asked() && !failure.sent());
	}

	@Test
	void translatingWhenTheConnectionIsClosedLaterSaysThatItMayHaveBeenSent() {
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> fail(new MemcachedException("Session has been closed")))
			.matches(StoreUnavailableException::sent);
	}

	private static void fail(MemcachedException failure) {
		MemcachedErrors.translating(() -> {
			throw failure;
		});
	}

}
