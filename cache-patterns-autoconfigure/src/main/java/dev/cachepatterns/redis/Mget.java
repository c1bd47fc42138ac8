package dev.cachepatterns.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.util.ClassUtils;

/**
 * The one command of every read. Failures are those of the client.
 */
interface Mget {

	/**
	 * Reads keys.
	 * @return a value for each key, {@code null} for those that are not there
	 */
	List<byte @Nullable []> get(byte[]... keys);

	/**
	 * Reads keys without blocking the calling thread.
	 */
	CompletionStage<List<byte @Nullable []>> getAsync(byte[]... keys);

	/**
	 * The shortest way there is: Lettuce's shared connection, else Spring's template.
	 */
	static Mget on(RedisConnectionFactory connections, RedisTemplate<byte[], byte[]> template, Executor executor) {
		boolean lettuce = ClassUtils.isPresent("io.lettuce.core.RedisClient", Mget.class.getClassLoader());
		return (lettuce && LettuceMget.supports(connections)) ? new LettuceMget(connections)
				: new TemplateMget(template, executor);
	}

	/**
	 * Any client, through Spring's template.
	 */
	record TemplateMget(RedisTemplate<byte[], byte[]> template, Executor executor) implements Mget {

		@Override
		public List<byte @Nullable []> get(byte[]... keys) {
			List<byte @Nullable []> found = this.template
				.execute((connection) -> connection.stringCommands().mGet(keys), true);
			if (found == null) {
				throw new IllegalStateException("MGET inside a Redis pipeline or transaction is not supported");
			}
			return found;
		}

		@Override
		public CompletionStage<List<byte @Nullable []>> getAsync(byte[]... keys) {
			return CompletableFuture.supplyAsync(() -> get(keys), this.executor);
		}

	}

}
