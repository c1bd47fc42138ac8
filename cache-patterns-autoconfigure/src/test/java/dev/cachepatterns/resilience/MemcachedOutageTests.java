package dev.cachepatterns.resilience;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * On Memcached.
 */
@Tag("proof")
class MemcachedOutageTests implements OutageContract, SoakContract {

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
		return List.of("cache-patterns.backend=memcached",
				"cache-patterns.memcached.servers=127.0.0.1:" + server.port());
	}

	@Override
	public void kill() {
		server.kill();
	}

	@Override
	public void restart() {
		server.start();
	}

	@Override
	public void hang() {
		server.hang();
	}

	@Override
	public void resume() {
		server.resume();
	}

	@Override
	public long connections() {
		return server.stat("curr_connections");
	}

}
