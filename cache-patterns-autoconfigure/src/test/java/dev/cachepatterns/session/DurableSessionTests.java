package dev.cachepatterns.session;

import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.RedisServer;

/**
 * Tests for {@link DurableSessionRepository} on H2, cached by Redis.
 */
class DurableSessionTests extends DurableSessionContract {

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		start(server, "jdbc:h2:mem:" + UUID.randomUUID(), "h2");
	}

	@AfterAll
	static void end() {
		stop();
		server.close();
	}

}
