package dev.cachepatterns.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisCluster;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sweeper}, on real servers.
 */
@Tag("proof")
class SweeperTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Region REGION = Region.of("te?t", "pl*ces[1]");

	private static final Region OTHER = Region.of("text", "plxces1");

	@Test
	void patternTakesNamesLiterally() {
		assertThat(new String(Sweeper.pattern(REGION), StandardCharsets.UTF_8))
			.isEqualTo("te\\?t:{pl\\*ces\\[1\\]:??}:*");
	}

	@Test
	void deadEntriesVanishAndNothingElse() {
		try (RedisServer server = RedisServer.started()) {
			LettuceConnectionFactory connections = connect(
					new RedisStandaloneConfiguration("127.0.0.1", server.port()));
			sweepsWhatAClearLeftBehind(connections, () -> size(server), 10_000);
			connections.destroy();
		}
	}

	@Test
	void deadEntriesVanishFromEveryNodeOfACluster() {
		try (RedisCluster cluster = RedisCluster.started()) {
			LettuceConnectionFactory connections = connect(
					new RedisClusterConfiguration(List.of(cluster.nodes().split(","))));
			sweepsWhatAClearLeftBehind(connections,
					() -> cluster.servers().stream().mapToLong(SweeperTests::size).sum(), 3_000);
			connections.destroy();
		}
	}

	@Test
	void nothingVanishesWhileItIsOff() {
		try (RedisServer server = RedisServer.started()) {
			LettuceConnectionFactory connections = connect(
					new RedisStandaloneConfiguration("127.0.0.1", server.port()));
			try (CacheStore off = store(connections, Duration.ZERO);
					CacheStore on = store(connections, Duration.ofMillis(1))) {
				off.put(key(1), new byte[1], LONG);
				on.put(StoreKey.of(OTHER, "a"), new byte[1], LONG);
				off.clear(REGION);
				on.clear(OTHER);
				Awaitility.await().until(() -> size(server) == 1);
				assertThat(server.command("EXISTS", name(key(1)))).startsWith(":1");
			}
			connections.destroy();
		}
	}

	private static void sweepsWhatAClearLeftBehind(LettuceConnectionFactory connections, Callable<Long> size,
			int entries) {
		StringRedisTemplate redis = new StringRedisTemplate(connections);
		try (CacheStore store = store(connections, Duration.ofMillis(200))) {
			IntStream.range(0, entries).forEach((i) -> store.put(key(i), new byte[100], LONG));
			IntStream.range(0, 100).forEach((i) -> store.put(StoreKey.of(OTHER, "key-" + i), new byte[1], LONG));
			redis.opsForValue().set("foreign", "string");
			redis.opsForHash().put(name(key(-1)), "field", "value");
			store.enter(key(-2), 1, LONG);
			long start = System.nanoTime();
			store.clear(REGION);
			List<StoreKey> live = IntStream.range(0, 50).mapToObj(SweeperTests::key).toList();
			live.forEach((key) -> store.put(key, new byte[1], LONG));
			long generations = live.stream().map(StoreKey::bucket).distinct().count();
			long others = 100
					+ IntStream.range(0, 100).map((i) -> StoreKey.of(OTHER, "key-" + i).bucket()).distinct().count();
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> size.call() == live.size() + generations + others + 3);
			System.out.printf("%,d dead entries removed %,d ms after the clear%n", entries - live.size(),
					(System.nanoTime() - start) / 1_000_000);
			assertThat(store.getAll(live)).allSatisfy((key, lookup) -> assertThat(lookup.live()).isTrue());
			assertThat(redis.opsForValue().get("foreign")).isEqualTo("string");
			assertThat(redis.opsForHash().get(name(key(-1)), "field")).isEqualTo("value");
			assertThat(store.get(key(-2)).slot()).isInstanceOf(Slot.Intent.class);
		}
	}

	private static StoreKey key(int number) {
		return StoreKey.of(REGION, "key-" + number);
	}

	private static String name(StoreKey key) {
		return new String(KeyLayout.entry(key, KeyLayout.generation(key)), StandardCharsets.UTF_8);
	}

	private static long size(RedisServer server) {
		return Long.parseLong(server.command("DBSIZE").substring(1).trim());
	}

	private static CacheStore store(LettuceConnectionFactory connections, Duration sweep) {
		return new RedisStore(connections, Clock.systemUTC(),
				() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), Runnable::run, sweep);
	}

	private static LettuceConnectionFactory connect(RedisConfiguration configuration) {
		LettuceConnectionFactory factory = (configuration instanceof RedisClusterConfiguration cluster)
				? new LettuceConnectionFactory(cluster)
				: new LettuceConnectionFactory((RedisStandaloneConfiguration) configuration);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

}
