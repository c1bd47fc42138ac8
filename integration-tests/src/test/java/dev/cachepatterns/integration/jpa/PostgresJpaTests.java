package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.PostgresServer;
import dev.cachepatterns.testing.RedisServer;

/**
 * The application on Redis, with PostgreSQL in place of H2.
 */
@Tag("proof")
class PostgresJpaTests
		implements RepositoryContract, ListenerContract, OpenInViewContract, EntityContract, InstancesContract {

	private static RedisServer server;

	private static PostgresServer database;

	private static Instances instances;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		database = PostgresServer.started();
		instances = Instances.start(server.port(), database.url(),
				(port) -> new String[] { "spring.data.redis.port=" + port });
	}

	@AfterAll
	static void stop() {
		instances.close();
		database.close();
		server.close();
	}

	@Override
	public Instances instances() {
		return instances;
	}

}
