package dev.cachepatterns.unreachable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.PostgresServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis and PostgreSQL.
 */
@Tag("alone")
@Tag("proof")
class RedisUnreachableTests implements UnreachableContract {

	private static final Map<List<String>, Pair> RUNNING = new HashMap<>();

	private static RedisServer server;

	private static PostgresServer database;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		database = PostgresServer.started();
	}

	@AfterAll
	static void stop() {
		new RedisUnreachableTests().close();
		server.close();
		database.close();
	}

	@Override
	public List<String> backend(int port) {
		return List.of("spring.data.redis.port=" + port, "spring.data.redis.timeout=1s",
				"spring.data.redis.connect-timeout=1s");
	}

	@Override
	public Map<List<String>, Pair> running() {
		return RUNNING;
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
