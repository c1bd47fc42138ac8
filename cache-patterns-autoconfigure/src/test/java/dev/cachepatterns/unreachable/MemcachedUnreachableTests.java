package dev.cachepatterns.unreachable;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * On Memcached and H2.
 */
class MemcachedUnreachableTests implements UnreachableContract {

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
	public List<String> backend(int port) {
		return List.of("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=127.0.0.1:" + port,
				"cache-patterns.memcached.timeout=1s");
	}

	@Override
	public int cache() {
		return server.port();
	}

	@Override
	public List<String> database() {
		return List.of("spring.datasource.url=jdbc:h2:mem:unreachable;DB_CLOSE_DELAY=-1");
	}

}
