package dev.cachepatterns.tags;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import dev.cachepatterns.testing.RedisCluster;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * On a Redis Cluster, where a value and its tags are on different servers.
 */
class RedisClusterTagTests implements TagContract {

	private static RedisCluster cluster;

	private static Instances instances;

	@BeforeAll
	static void start() {
		cluster = RedisCluster.started();
		instances = new Instances("spring.data.redis.cluster.nodes=" + cluster.nodes());
		instances.start();
	}

	@AfterAll
	static void stop() {
		instances.close();
		cluster.close();
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
