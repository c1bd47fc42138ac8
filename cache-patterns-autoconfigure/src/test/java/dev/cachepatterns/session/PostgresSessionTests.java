package dev.cachepatterns.session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.PostgresServer;

/**
 * Tests for {@link DurableSessionRepository} on PostgreSQL, cached by Memcached.
 */
class PostgresSessionTests extends DurableSessionContract {

	private static MemcachedServer server;

	private static PostgresServer database;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		database = PostgresServer.started();
		start(server, database.url(), "postgresql");
	}

	@AfterAll
	static void end() {
		stop();
		database.close();
		server.close();
	}

}
