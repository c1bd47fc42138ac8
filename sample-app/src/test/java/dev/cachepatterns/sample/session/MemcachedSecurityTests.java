package dev.cachepatterns.sample.session;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * Tests for Spring Security with sessions on Memcached.
 */
class MemcachedSecurityTests extends SecurityContract {

	MemcachedSecurityTests() {
		super(MemcachedServer.started());
	}

}
