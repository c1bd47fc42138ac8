package dev.cachepatterns.resilience;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;

/**
 * On Memcached.
 */
@Tag("alone")
@Tag("proof")
class MemcachedOutageTests implements OutageContract, SoakContract {

	private static CacheServer server;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public CacheServer server() {
		return server;
	}

}
