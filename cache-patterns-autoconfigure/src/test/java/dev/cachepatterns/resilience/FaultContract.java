package dev.cachepatterns.resilience;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.TcpProxy;

/**
 * A cache behind a network that is broken or slow: one caller has right answers, and at
 * most one timeout more.
 */
interface FaultContract {

	Duration TIMEOUT = Duration.ofMillis(200);

	/**
	 * With what a machine that does other things may add.
	 */
	Duration ONE_TIMEOUT = TIMEOUT.plusMillis(150);

	String name();

	/**
	 * A server, started.
	 */
	CacheServer started();

	@Test
	default void blackHole() {
		try (CacheServer server = started(); TcpProxy way = TcpProxy.to(server.port()); Shop shop = by(way, server)) {
			way.hang();
			Symptoms.of(name() + ", black hole", shop).unavailableWithin(ONE_TIMEOUT);
			way.mend();
			shop.assertServesAgain(name() + ", black hole");
		}
	}

	@Test
	default void slowServer() {
		try (CacheServer server = started(); TcpProxy way = TcpProxy.to(server.port()); Shop shop = by(way, server)) {
			way.delay(Duration.ofMillis(50));
			Symptoms.of(name() + ", 50 ms per command", shop).refusedWithin(TIMEOUT.multipliedBy(2));
		}
	}

	@Test
	default void serverThatTakesLongerThanHalfTheTimeout() {
		try (CacheServer server = started(); TcpProxy way = TcpProxy.to(server.port()); Shop shop = by(way, server)) {
			way.delay(TIMEOUT.dividedBy(2).plusMillis(20));
			Symptoms.of(name() + ", 120 ms per command", shop).unavailableWithin(TIMEOUT.multipliedBy(4));
		}
	}

	private static Shop by(TcpProxy way, CacheServer server) {
		return new Shop(server.settings(way.port()).toArray(String[]::new)).filled();
	}

}
