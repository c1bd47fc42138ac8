package dev.cachepatterns.resilience;

import java.util.List;

/**
 * A real server that a test breaks.
 */
interface FaultyServer {

	/**
	 * The settings that lead to it.
	 */
	List<String> backend();

	void kill();

	void restart();

	void hang();

	void resume();

	/**
	 * The connections that it has, that of the question included.
	 */
	long connections();

}
