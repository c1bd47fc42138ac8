package dev.cachepatterns.sample.session;

import java.net.http.HttpResponse;

import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Spring Security with sessions in the database, cached on Redis.
 */
class DurableSecurityTests extends SecurityContract {

	DurableSecurityTests() {
		super(RedisServer.started(), "redis", "durable");
	}

	@Override
	void assertAnsweredInAnOutage(HttpResponse<String> page, HttpResponse<String> json) {
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("Logged in as").contains("/favourites/62515/remove");
		assertThat(json.body()).contains("\"user\":\"ada\"").contains("\"favourites\":1");
	}

}
