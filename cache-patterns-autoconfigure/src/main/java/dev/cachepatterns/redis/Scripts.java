package dev.cachepatterns.redis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Runs scripts, on a connection whose server is known.
 *
 * @param redis where they run
 * @param mget knows the servers, and connects
 */
record Scripts(RedisTemplate<byte[], byte[]> redis, Mget mget) {

	boolean test(Script script, List<byte[]> keys, Object... args) {
		return Long.valueOf(1).equals(run(script, Long.class, keys, args));
	}

	/**
	 * Removes what is dead of some entries, which are followed by their generations.
	 * @return how many were removed
	 */
	long sweep(List<byte[]> keys) {
		Long removed = run(Script.SWEEP, Long.class, keys);
		return (removed != null) ? removed : 0;
	}

	/**
	 * Runs a script on all generations of a region.
	 */
	void runOnGenerations(Script script, Region region, Object... args) {
		List<byte[]> generations = IntStream.range(0, StoreKey.BUCKETS)
			.mapToObj((bucket) -> KeyLayout.generation(region, bucket))
			.toList();
		RedisCallback<Boolean> clustered = RedisClusterConnection.class::isInstance;
		if (Boolean.TRUE.equals(RedisErrors.translating(() -> this.redis.execute(clustered)))) {
			runOnEach(script, generations, args);
		}
		else {
			run(script, Long.class, generations, args);
		}
	}

	/**
	 * Runs a script on generations in different slots.
	 */
	private void runOnEach(Script script, List<byte[]> generations, Object... args) {
		Map<String, StoreException> failures = new HashMap<>();
		for (byte[] generation : generations) {
			String server = String.valueOf(this.mget.server(generation));
			if (!failures.containsKey(server)) {
				try {
					run(script, Long.class, List.of(generation), args);
				}
				catch (StoreException ex) {
					// One timeout is enough; the other servers' are changed all the same
					failures.put(server, ex);
				}
			}
		}
		for (StoreException failure : failures.values()) {
			throw failure;
		}
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T run(Script script, Class<T> type, List<byte[]> keys, Object... args) {
		return RedisErrors.translating(() -> {
			RedisErrors.connecting(this.mget::connect);
			return this.redis.execute((RedisScript<T>) script.script(), RedisSerializer.byteArray(),
					(RedisSerializer<T>) RedisSerializer.byteArray(), keys, args);
		});
	}

}
