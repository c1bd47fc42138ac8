package dev.cachepatterns.resilience;

import java.time.Duration;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.TcpProxy;

/**
 * Something that makes a cache useless, until it is repaired.
 *
 * @param name what the tests print
 * @param port where the application reaches the cache
 * @param fault makes it useless
 * @param repair ends that
 */
record Outage(String name, int port, Runnable fault, Runnable repair) {

	/**
	 * Time that a slow server takes for each command.
	 */
	private static final Duration SLOW = Duration.ofMillis(50);

	static Outage killed(CacheServer server) {
		return new Outage("kill -9", server.port(), server::kill, server::start);
	}

	static Outage hanging(CacheServer server) {
		return new Outage("SIGSTOP", server.port(), server::hang, server::resume);
	}

	/**
	 * Connections end, and new ones end at once.
	 */
	static Outage cut(TcpProxy way) {
		return new Outage("cut off", way.port(), way::cut, way::mend);
	}

	/**
	 * What is sent vanishes.
	 */
	static Outage blackHole(TcpProxy way) {
		return new Outage("black hole", way.port(), way::hang, way::mend);
	}

	/**
	 * Each command takes its time, one after the other.
	 */
	static Outage slow(TcpProxy way) {
		return new Outage("%d ms per command".formatted(SLOW.toMillis()), way.port(), () -> way.delay(SLOW), way::mend);
	}

}
