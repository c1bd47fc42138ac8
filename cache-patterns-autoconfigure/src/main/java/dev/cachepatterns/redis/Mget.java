package dev.cachepatterns.redis;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.redis.Sweeper.Keyspace;
import dev.cachepatterns.store.StoreKey;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.util.ClassUtils;

/**
 * The command of every read. Failures are those of the client.
 */
interface Mget extends AutoCloseable {

	/**
	 * Reads an entry and its generation.
	 * @return both values, {@code null} for what is not there
	 */
	byte[] @Nullable [] get(byte[] entry, byte[] generation);

	/**
	 * Reads entries, each followed by its generation.
	 * @return a value for each key, {@code null} for those that are not there
	 */
	List<byte @Nullable []> getAll(byte[]... keys);

	/**
	 * Reads a key.
	 */
	byte @Nullable [] get(byte[] key);

	/**
	 * Reads an entry and its generation without blocking the calling thread.
	 */
	CompletionStage<byte[] @Nullable []> getAsync(byte[] entry, byte[] generation);

	/**
	 * The histories of data that answers may come from.
	 */
	Histories histories();

	/**
	 * Connects, so that the histories are known.
	 */
	default void connect() {
	}

	/**
	 * The server of a generation and its entries, where there is more than one.
	 * @param generation the generation's key
	 * @return host and port; {@code null} where there is one, or before the first
	 * connection
	 */
	default @Nullable String server(byte[] generation) {
		return null;
	}

	/**
	 * The same, of a key.
	 */
	default @Nullable String server(StoreKey key) {
		return null;
	}

	/**
	 * Makes the connection to a generation's server anew, in the background.
	 */
	default void reconnect(byte[] generation) {
	}

	/**
	 * All keys of each primary, where the client can go through them in steps.
	 */
	default List<Keyspace> primaries() {
		return List.of();
	}

	@Override
	default void close() {
	}

	/**
	 * The shortest way there is: Lettuce's shared connection, else Spring's template.
	 */
	static Mget on(RedisConnectionFactory connections, RedisTemplate<byte[], byte[]> template, Executor executor,
			Consumer<Runnable> promoted) {
		boolean lettuce = ClassUtils.isPresent("io.lettuce.core.RedisClient", Mget.class.getClassLoader());
		if (lettuce && LettuceMget.supports(connections)) {
			return LettuceMget.on(connections, new Histories(promoted));
		}
		LogFactory.getLog(Mget.class)
			.warn("Restarts and fail-overs of Redis are noticed on Lettuce's shared connection only. "
					+ Histories.CONSEQUENCE);
		return new TemplateMget(template, executor, Histories.unwatched());
	}

	/**
	 * Any client, through Spring's template.
	 */
	record TemplateMget(RedisTemplate<byte[], byte[]> template, Executor executor,
			Histories histories) implements Mget {

		@Override
		public byte[] @Nullable [] get(byte[] entry, byte[] generation) {
			return getAll(entry, generation).toArray(new byte[2][]);
		}

		@Override
		public List<byte @Nullable []> getAll(byte[]... keys) {
			List<byte @Nullable []> found = this.template
				.execute((connection) -> connection.stringCommands().mGet(keys), true);
			if (found == null) {
				throw new IllegalStateException("MGET inside a Redis pipeline or transaction is not supported");
			}
			return found;
		}

		@Override
		public byte @Nullable [] get(byte[] key) {
			return this.template.execute((connection) -> connection.stringCommands().get(key), true);
		}

		@Override
		public CompletionStage<byte[] @Nullable []> getAsync(byte[] entry, byte[] generation) {
			return CompletableFuture.supplyAsync(() -> get(entry, generation), this.executor);
		}

	}

}
