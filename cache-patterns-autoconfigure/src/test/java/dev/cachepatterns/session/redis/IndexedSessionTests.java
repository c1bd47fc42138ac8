package dev.cachepatterns.session.redis;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisServer;

/**
 * Tests for {@link GuardedIndexedSessionRepository}.
 */
@Tag("session")
class IndexedSessionTests implements LateSaveContract, UndecodableContract, MigrationContract {

	private static RedisServer server;

	private static RedisSessions sessions;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		sessions = new RedisSessions(server.port(), true);
	}

	@AfterAll
	static void stop() {
		sessions.close();
		server.close();
	}

	@BeforeEach
	void empty() {
		server.command("FLUSHALL");
	}

	@Override
	public RedisSessions sessions() {
		return sessions;
	}

}
