package dev.cachepatterns.tags;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * On Redis.
 */
class RedisTagTests implements TagContract {

	private static RedisServer server;

	private static Instances instances;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		instances = new Instances("spring.data.redis.port=" + server.port());
		instances.start();
	}

	@AfterAll
	static void stop() {
		instances.close();
		server.close();
	}

	@Override
	public ConfigurableApplicationContext context() {
		return instances.get(0);
	}

	@Override
	public ConfigurableApplicationContext other() {
		return instances.get(1);
	}

}
