package dev.cachepatterns.unreachable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * On Memcached and H2.
 */
@Tag("alone")
@Tag("proof")
class MemcachedUnreachableTests implements UnreachableContract {

	private static final Map<List<String>, Pair> RUNNING = new HashMap<>();

	private static MemcachedServer server;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		new MemcachedUnreachableTests().close();
		server.close();
	}

	@Override
	public List<String> backend(int port) {
		return List.of("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=127.0.0.1:" + port,
				"cache-patterns.resilience.timeout=1s");
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
		return List.of("spring.datasource.url=jdbc:h2:mem:unreachable;DB_CLOSE_DELAY=-1");
	}

}
