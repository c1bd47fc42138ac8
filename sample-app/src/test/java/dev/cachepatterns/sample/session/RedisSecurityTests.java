package dev.cachepatterns.sample.session;

import dev.cachepatterns.testing.RedisServer;

/**
 * Tests for Spring Security with sessions on Redis.
 */
class RedisSecurityTests extends SecurityContract {

	RedisSecurityTests() {
		super(RedisServer.started());
	}

}
