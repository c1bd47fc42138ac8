package dev.cachepatterns.session.redis;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.redis.RedisErrors;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.PoolException;
import org.springframework.data.redis.core.RedisOperations;

/**
 * Calls of Redis. One that cannot serve at the moment is a
 * {@link StoreUnavailableException}, and one that is known to be out is not asked.
 * Everything else that goes wrong is thrown as it is, and is no outage.
 */
public final class RedisCalls {

	private static final String NODE = "redis";

	private final CallBreakers breakers;

	/**
	 * Calls behind a circuit breaker: one for all of Redis, whether it is a server or a
	 * cluster.
	 * @param breakers has it
	 */
	public RedisCalls(CallBreakers breakers) {
		this.breakers = breakers;
	}

	/**
	 * What the breaker asks: by a command that writes, as a server may be able to read
	 * only, and that changes nothing.
	 * @param redis the repository's
	 * @return the target
	 */
	public static CallBreakers.Target target(RedisOperations<String, Object> redis) {
		// On a cluster beside the session: nobody uses that key
		return (id) -> translating(() -> redis.delete("cache-patterns:probe:{" + id + "}"));
	}

	<T extends @Nullable Object> T call(String id, Supplier<T> call) {
		return this.breakers.call(NODE, id, () -> translating(call));
	}

	void run(String id, Runnable call) {
		call(id, () -> {
			call.run();
			return null;
		});
	}

	private static <T extends @Nullable Object> T translating(Supplier<T> call) {
		try {
			return call.get();
		}
		catch (InvalidDataAccessApiUsageException ex) {
			throw ex;
		}
		catch (DataAccessException | PoolException ex) {
			StoreException translated = RedisErrors.translate(ex);
			throw (translated instanceof StoreUnavailableException) ? translated : ex;
		}
	}

}
