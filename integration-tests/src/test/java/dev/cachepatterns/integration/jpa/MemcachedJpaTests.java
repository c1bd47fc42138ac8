package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.MemcachedServer;

/**
 * The application on memcached.
 */
@Tag("proof")
class MemcachedJpaTests
		implements RepositoryContract, ListenerContract, OpenInViewContract, EntityContract, InstancesContract {

	private static MemcachedServer server;

	private static Instances instances;

	@BeforeAll
	static void start() {
		server = MemcachedServer.started();
		instances = Instances.start(server.port(), (port) -> new String[] { "cache-patterns.backend=memcached",
				"cache-patterns.memcached.servers=127.0.0.1:" + port });
	}

	@AfterAll
	static void stop() {
		instances.close();
		server.close();
	}

	@Override
	public Instances instances() {
		return instances;
	}

}
