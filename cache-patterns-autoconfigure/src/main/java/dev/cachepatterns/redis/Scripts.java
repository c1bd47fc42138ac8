package dev.cachepatterns.redis;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
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
 * @param connect connects, so that the server is known
 */
record Scripts(RedisTemplate<byte[], byte[]> redis, Runnable connect) {

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
			// Each is in a slot of its own
			generations.forEach((generation) -> run(script, Long.class, List.of(generation), args));
		}
		else {
			run(script, Long.class, generations, args);
		}
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T run(Script script, Class<T> type, List<byte[]> keys, Object... args) {
		return RedisErrors.translating(() -> {
			this.connect.run();
			return this.redis.execute((RedisScript<T>) script.script(), RedisSerializer.byteArray(),
					(RedisSerializer<T>) RedisSerializer.byteArray(), keys, args);
		});
	}

}
