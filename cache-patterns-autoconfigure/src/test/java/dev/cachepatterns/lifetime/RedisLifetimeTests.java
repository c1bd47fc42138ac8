package dev.cachepatterns.lifetime;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis.
 */
@Tag("proof")
class RedisLifetimeTests implements SharedStaleContract, MethodLifetimeContract, LoadTimeoutContract {

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public List<String> backend() {
		return List.of("spring.data.redis.port=" + server.port(), "cache-patterns.resilience.timeout=5s");
	}

}
