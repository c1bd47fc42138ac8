package dev.cachepatterns.lifetime;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * On Memcached.
 */
@Tag("proof")
class MemcachedLifetimeTests implements SharedStaleContract, MethodLifetimeContract, LoadTimeoutContract {

	private static MemcachedServer server;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memcached", "cache-patterns.resilience.timeout=5s",
				"cache-patterns.memcached.servers=localhost:" + server.port());
	}

}
