package dev.cachepatterns.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisCluster;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link RedisStore} on a Redis Cluster of three primaries, which refuses commands across
 * slots.
 */
class RedisClusterTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static RedisCluster cluster;

	private static LettuceConnectionFactory connections;

	private final CacheStore store = new RedisStore(connections, Clock.systemUTC(),
			() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), Runnable::run, Duration.ZERO);

	@BeforeAll
	static void start() {
		cluster = RedisCluster.started();
		connections = new LettuceConnectionFactory(new RedisClusterConfiguration(List.of(cluster.nodes().split(","))));
		connections.afterPropertiesSet();
		connections.start();
	}

	@AfterAll
	static void stop() {
		connections.destroy();
		cluster.close();
	}

	@Test
	void clearEvictsSpringsEntriesOnEveryNode() {
		CacheStore evicting = new SpringEvictingStore(this.store, connections, "");
		try (RedisConnection connection = connections.getConnection()) {
			for (int i = 0; i < 3000; i++) {
				connection.stringCommands().set(("springs::" + i).getBytes(), new byte[] { 1 });
			}
			connection.stringCommands().set("springs:kept".getBytes(), new byte[] { 1 });
			evicting.invalidate(StoreKey.of(Region.of("test", "springs"), "7"));
			assertThat(connection.keyCommands().exists("springs::7".getBytes())).isFalse();
			assertThat(connection.keyCommands().exists("springs::8".getBytes())).isTrue();
			evicting.clear(Region.of("test", "springs"));
			assertThat(connection.keyCommands().keys("springs::*".getBytes())).isEmpty();
			assertThat(connection.keyCommands().exists("springs:kept".getBytes())).isTrue();
		}
	}

	@Test
	void everyStepWorksOnEveryNode() {
		for (int i = 0; i < 300; i++) {
			StoreKey key = StoreKey.of(Region.of("test", "places"), "key-" + i);
			assertThat(this.store.put(key, new byte[] { 1 }, LONG)).isTrue();
			if (!this.store.get(key).live()) {
				// A new connection is in doubt until its server has said who it is
				Awaitility.await().until(() -> this.store.get(key).live());
			}
			assertThat(this.store.getAsync(key).toCompletableFuture().join().live()).isTrue();
			long generation = this.store.enter(key, i + 1, LONG).orElseThrow();
			assertThat(this.store.publish(key, i + 1, Entry.value(i + 1, generation, new byte[] { 2 }), LONG)).isTrue();
			assertThat(this.store.replace(key, i + 1, Entry.value(-1, generation, new byte[] { 3 }), LONG)).isTrue();
			assertThat(this.store.invalidate(key)).isTrue();
		}
	}

	@Test
	void getAllReadsAcrossNodes() {
		List<StoreKey> keys = IntStream.range(0, 300)
			.mapToObj((i) -> StoreKey.of(Region.of("test", "many"), "key-" + i))
			.toList();
		keys.forEach((key) -> this.store.put(key, key.key(), LONG));
		assertThat(this.store.getAll(keys)).hasSize(300)
			.allSatisfy((key, lookup) -> assertThat(((Entry) lookup.slot()).payload())
				.isEqualTo(java.nio.ByteBuffer.wrap(key.key())));
	}

	@Test
	void clearReachesEveryNode() {
		List<StoreKey> keys = IntStream.range(0, 300)
			.mapToObj((i) -> StoreKey.of(Region.of("test", "cleared"), "key-" + i))
			.toList();
		keys.forEach((key) -> this.store.put(key, key.key(), LONG));
		this.store.clear(Region.of("test", "cleared"));
		assertThat(this.store.getAll(keys)).allSatisfy((key, lookup) -> assertThat(lookup.live()).isFalse());
	}

	@Test
	void bucketsOfACacheAreSpreadOverTheNodes() {
		IntStream.range(0, 3000)
			.forEach((i) -> this.store.put(StoreKey.of(Region.of("test", "spread"), "key-" + i), new byte[1], LONG));
		try (RedisClusterConnection cluster = connections.getClusterConnection()) {
			cluster.clusterGetNodes()
				.forEach((node) -> assertThat(cluster.keys(node, "test:{spread:*}:*".getBytes()).size()).isBetween(500,
						1500));
		}
	}

}
