package dev.cachepatterns.redis;

import java.util.List;

import org.jspecify.annotations.Nullable;

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

	@SuppressWarnings("unchecked")
	<T> @Nullable T run(Script script, Class<T> type, List<byte[]> keys, Object... args) {
		return RedisErrors.translating(() -> {
			this.connect.run();
			return this.redis.execute((RedisScript<T>) script.script(), RedisSerializer.byteArray(),
					(RedisSerializer<T>) RedisSerializer.byteArray(), keys, args);
		});
	}

}
