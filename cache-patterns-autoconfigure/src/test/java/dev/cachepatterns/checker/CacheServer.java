package dev.cachepatterns.checker;

import java.util.List;

import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * The server of a cell.
 */
interface CacheServer extends AutoCloseable {

	int port();

	void kill();

	/**
	 * Starts it again.
	 * @param options of Redis
	 */
	void start(String... options);

	/**
	 * Sends it a command.
	 */
	void command(String... words);

	/**
	 * The bytes under a key, as far as they are characters.
	 * @return empty for nothing
	 */
	String value(String key);

	@Override
	default void close() {
		kill();
	}

	static CacheServer of(RedisServer server) {
		return new CacheServer() {

			@Override
			public int port() {
				return server.port();
			}

			@Override
			public void kill() {
				server.kill();
			}

			@Override
			public void start(String... options) {
				server.start(options);
			}

			@Override
			public String value(String key) {
				return body(server.command("GET", key));
			}

			@Override
			public void command(String... words) {
				server.command(words);
			}

		};
	}

	static CacheServer of(MemcachedServer server) {
		return new CacheServer() {

			@Override
			public int port() {
				return server.port();
			}

			@Override
			public void kill() {
				server.kill();
			}

			@Override
			public void start(String... options) {
				server.start();
			}

			@Override
			public String value(String key) {
				return body(server.command("get " + key));
			}

			@Override
			public void command(String... words) {
				throw new UnsupportedOperationException(List.of(words).toString());
			}

		};
	}

	private static String body(String reply) {
		int head = reply.indexOf("\r\n");
		return (head >= 0) ? reply.substring(head + 2) : "";
	}

}
