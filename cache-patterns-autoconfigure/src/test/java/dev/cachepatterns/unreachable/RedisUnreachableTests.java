package dev.cachepatterns.unreachable;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.PostgresServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis and PostgreSQL.
 */
class RedisUnreachableTests implements UnreachableContract {

	private static RedisServer server;

	private static PostgresServer database;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		database = PostgresServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
		database.close();
	}

	@Override
	public List<String> backend(int port) {
		return List.of("spring.data.redis.port=" + port, "spring.data.redis.timeout=1s",
				"spring.data.redis.connect-timeout=1s");
	}

	@Override
	public int cache() {
		return server.port();
	}

	@Override
	public List<String> database() {
		return List.of("spring.datasource.url=" + database.url(),
				"cache-patterns.consistency.jdbc.initialize-schema=always");
	}

}
