package dev.cachepatterns.tags;

import java.time.Duration;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
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
		IntStream.range(0, 2).forEach((instance) -> connect(instances.get(instance).getBean(Books.class)));
	}

	/**
	 * Nothing is believed of a server before it has said which history it writes: the
	 * first read on each of them is none.
	 */
	private static void connect(Books books) {
		for (int i = 0; i < 32; i++) {
			String author = "nobody " + i;
			Awaitility.await().pollDelay(Duration.ZERO).until(() -> {
				books.titles(author);
				books.reads();
				books.titles(author);
				return books.reads() == 0;
			});
		}
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
