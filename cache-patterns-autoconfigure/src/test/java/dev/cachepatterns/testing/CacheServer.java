package dev.cachepatterns.testing;

import java.util.List;

/**
 * A real server of a cache, which can be broken.
 */
public interface CacheServer extends AutoCloseable {

	/**
	 * Where it listens.
	 * @return the port on the loopback address
	 */
	int port();

	/**
	 * The settings that lead an application to it.
	 * @param port its port, or that of a way to it
	 * @return properties and their values
	 */
	List<String> settings(int port);

	/**
	 * Starts it again on the same port.
	 * @param options more options for this start
	 */
	void start(String... options);

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	void kill();

	/**
	 * Makes it hang, as {@code kill -STOP} does.
	 */
	void hang();

	/**
	 * Lets it go on, as {@code kill -CONT} does.
	 */
	void resume();

	/**
	 * Sends a command.
	 * @param words the command
	 * @return the first 64 KiB of the reply
	 */
	String command(String... words);

	/**
	 * The bytes under a key, as far as they are characters.
	 * @param key the key
	 * @return empty for nothing
	 */
	default String value(String key) {
		String reply = command("get", key);
		int head = reply.indexOf("\r\n");
		return (head >= 0) ? reply.substring(head + 2) : "";
	}

	/**
	 * The connections that it has, that of the question included.
	 * @return their number
	 */
	long connections();

	@Override
	default void close() {
		kill();
	}

}
