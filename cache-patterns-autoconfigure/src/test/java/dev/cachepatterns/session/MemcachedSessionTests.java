package dev.cachepatterns.session;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.memcached.MemcachedClients;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.testing.MemcachedServer;

/**
 * Tests for {@link CasSessionRepository} on a real memcached.
 */
@Tag("session")
class MemcachedSessionTests extends CasSessionContract {

	private static MemcachedServer server;

	private static CasStore store;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		store = MemcachedClients.store(server);
	}

	@AfterAll
	static void stop() {
		store.close();
		server.close();
	}

	@Override
	CasStore store() {
		return store;
	}

}
