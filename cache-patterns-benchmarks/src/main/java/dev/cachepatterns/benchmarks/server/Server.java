package dev.cachepatterns.benchmarks.server;

/**
 * A server that subjects keep their entries on.
 */
public interface Server extends AutoCloseable {

	/**
	 * Where it listens.
	 * @return the port on the loopback address
	 */
	int port();

	/**
	 * What it has done since its start.
	 * @return its own counters, without the questions for them
	 */
	ServerUse use();

	/**
	 * Removes every entry.
	 */
	void clear();

	@Override
	void close();

}
