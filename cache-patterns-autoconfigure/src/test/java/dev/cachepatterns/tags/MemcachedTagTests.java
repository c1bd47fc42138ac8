package dev.cachepatterns.tags;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.MemcachedServer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * On Memcached.
 */
class MemcachedTagTests implements TagContract {

	private static MemcachedServer server;

	private static Instances instances;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		instances = new Instances("cache-patterns.backend=memcached",
				"cache-patterns.memcached.servers=localhost:" + server.port());
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
