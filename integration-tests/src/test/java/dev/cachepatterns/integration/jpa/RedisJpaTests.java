package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisServer;

/**
 * The application on Redis.
 */
@Tag("proof")
class RedisJpaTests
		implements RepositoryContract, ListenerContract, OpenInViewContract, EntityContract, InstancesContract {

	private static RedisServer server;

	private static Instances instances;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		instances = Instances.start(server.port(), (port) -> new String[] { "spring.data.redis.port=" + port });
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
