package dev.cachepatterns.sample;

import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for <i>Atlas</i> on a real memcached.
 */
@ActiveProfiles("memcached")
class MemcachedAtlasTests extends AtlasContract {

	private static final MemcachedServer SERVER = MemcachedServer.started();

	@DynamicPropertySource
	static void memcached(DynamicPropertyRegistry properties) {
		properties.add("cache-patterns.memcached.servers", () -> "localhost:" + SERVER.port());
		properties.add("cache-patterns.resilience.timeout", () -> "5s");
	}

	@Test
	void startWhenOnMemcachedHasNoRedis(@Autowired ObjectProvider<RedisServer> servers,
			@Autowired ObjectProvider<RedisConnectionFactory> connections) {
		assertThat(servers.getIfAvailable()).isNull();
		assertThat(connections.getIfAvailable()).isNull();
	}

	@Test
	void healthWhenOnMemcachedShowsItsNodesAndNoRedis() {
		this.atlas.get("/actuator/health")
			.hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.status", (status) -> assertThat(status).isEqualTo("UP"))
			.hasPathSatisfying("$.components.memcached.components['localhost:%d'].status".formatted(SERVER.port()),
					(status) -> assertThat(status).isEqualTo("UP"))
			.doesNotHavePath("$.components.redis");
	}

}
