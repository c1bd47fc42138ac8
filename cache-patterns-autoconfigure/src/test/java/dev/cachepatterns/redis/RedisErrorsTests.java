package dev.cachepatterns.redis;

import java.util.concurrent.CompletionException;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.store.StoreUnavailableException.Reason;
import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What replies of Redis say about it.
 */
class RedisErrorsTests {

	@ParameterizedTest
	@ValueSource(strings = { "READONLY You can't write against a read only replica. script: 1, on @user_script:14.",
			"ERR Error running script (call to f_1): @user_script:1: @user_script: 14: -READONLY You can't write" })
	void translateWhenReadOnlySaysThatTheConnectionLeadsElsewhere(String reply) {
		assertThat(translate(reply)).isInstanceOfSatisfying(StoreUnavailableException.class,
				(failure) -> assertThat(failure.reason()).isEqualTo(Reason.READ_ONLY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "LOADING Redis is loading the dataset in memory", "CLUSTERDOWN The cluster is down",
			"TRYAGAIN Multiple keys request during rehashing of slot", "MOVED 1 127.0.0.1:7000", "ASK 1 127.0.0.1:7000",
			"MASTERDOWN Link with MASTER is down", "ERR max number of clients reached" })
	void translateWhenNotReadyCountsAndLeavesTheConnection(String reply) {
		assertThat(translate(reply)).isInstanceOfSatisfying(StoreUnavailableException.class,
				(failure) -> assertThat(failure.reason()).isEqualTo(Reason.NOT_READY));
	}

	@ParameterizedTest
	@ValueSource(strings = { "OOM command not allowed when used memory > 'maxmemory'.",
			"NOPERM User has no permissions", "WRONGTYPE Operation against a key holding the wrong kind of value" })
	void translateWhenRefusedDoesNotCount(String reply) {
		assertThat(translate(reply)).isInstanceOf(StoreRejectedException.class);
	}

	@Test
	void translateWhenNobodyAnswersSaysSo() {
		assertThat(RedisErrors.translate(new RedisConnectionException("refused"))).isInstanceOfSatisfying(
				StoreUnavailableException.class, (failure) -> assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER));
	}

	@Test
	void translatingWhenAnAttemptToConnectFailsTellsItsMessage() {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> RedisErrors.translating(() -> {
			throw new CompletionException(new RedisConnectionFailureException("no connection within 200 ms"));
		})).withMessageContaining("no connection within 200 ms");
	}

	@Test
	void connectingWhenThatFailsSaysThatNothingWasSent() {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> RedisErrors.connecting(() -> {
			throw new CompletionException(new RedisConnectionFailureException("no connection within 200 ms"));
		}))
			.withMessageContaining("no connection within 200 ms")
			.matches((failure) -> failure.asked() && !failure.sent());
	}

	private static StoreException translate(String reply) {
		return RedisErrors.translate(new IllegalStateException(new RedisCommandExecutionException(reply)));
	}

}
