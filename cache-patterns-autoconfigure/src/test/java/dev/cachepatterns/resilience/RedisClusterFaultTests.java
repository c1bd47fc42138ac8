package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.lettuce.core.cluster.SlotHash;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisCluster;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis Cluster that is down, has lost one of its primaries, or moves slots.
 */
@Tag("alone")
@Tag("proof")
class RedisClusterFaultTests {

	private static final Duration ONE_TIMEOUT = Duration.ofMillis(350);

	private static final int FREE_SLOT = IntStream.range(0, 16_384)
		.filter((slot) -> IntStream.range(0, Shop.ITEMS).noneMatch((item) -> slot(item) == slot))
		.findFirst()
		.orElseThrow();

	@Test
	void clusterDown() {
		try (RedisCluster cluster = RedisCluster.started(); Shop shop = on(cluster).filled()) {
			// Nobody has this slot, and by default a cluster serves all of them or none
			cluster.servers().forEach((server) -> server.command("CLUSTER", "DELSLOTS", String.valueOf(FREE_SLOT)));
			awaitState(cluster, "fail");
			Symptoms.of("Redis Cluster, CLUSTERDOWN", shop).unavailableWithin(ONE_TIMEOUT);
			cluster.servers().get(0).command("CLUSTER", "ADDSLOTS", String.valueOf(FREE_SLOT));
			awaitState(cluster, "ok");
			shop.assertServesAgain("Redis Cluster, CLUSTERDOWN");
		}
	}

	@Test
	void deadPrimaryTakesItsOwnKeysWithIt() {
		try (RedisCluster cluster = RedisCluster.started()) {
			cluster.servers()
				.forEach((server) -> server.command("CONFIG", "SET", "cluster-require-full-coverage", "no"));
			RedisServer dead = owner(cluster, 0);
			List<Integer> others = IntStream.range(0, 100)
				.filter((item) -> owner(cluster, item) != dead)
				.boxed()
				.toList();
			try (Shop shop = on(cluster).filled(); Shop other = on(cluster)) {
				others.forEach((item) -> shop.untilHit(item, Duration.ofSeconds(10)));
				dead.kill();
				assertServesOthers(shop, dead, others);
				others.forEach((item) -> other.untilHit(item, Duration.ofSeconds(10)));
				shop.prices().changeAll();
				assertThat(others).as("cleared").noneMatch(other::hits);
			}
		}
	}

	private static void assertServesOthers(Shop shop, RedisServer dead, List<Integer> others) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
			assertThat(shop.prices().find(0)).isEqualTo(Shop.OLD);
			others.forEach((item) -> shop.prices().find(item));
			return shop.opened();
		});
		int loads = shop.prices().loads();
		others.forEach((item) -> shop.prices().find(item));
		System.out.printf(
				"Redis Cluster, one of three primaries killed: %d breakers, open %s; "
						+ "%d of %d reads of other keys were loaded%n",
				shop.breakers().size(), open(shop), shop.prices().loads() - loads, others.size());
		assertThat(open(shop)).containsExactly("cachePatternsRedis-127.0.0.1:" + dead.port());
		assertThat(shop.prices().loads()).isEqualTo(loads);
	}

	@Test
	void slotMoves() {
		try (RedisCluster cluster = RedisCluster.started(); Shop shop = on(cluster).filled()) {
			RedisServer from = owner(cluster, 0);
			RedisServer to = cluster.servers().stream().filter((server) -> server != from).findFirst().orElseThrow();
			String slot = String.valueOf(slot(0));
			to.command("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
			from.command("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
			migrate(from, to, new String(KeyLayout.entry(key(0), KeyLayout.generation(key(0)))));
			assertThat(from.command("MGET", new String(KeyLayout.entry(key(0), KeyLayout.generation(key(0)))),
					new String(KeyLayout.generation(key(0)))))
				.startsWith("-TRYAGAIN");
			assertThat(shop.hits(0)).as("hit while half of the pair has moved").isTrue();
			Symptoms.of("Redis Cluster, TRYAGAIN", shop).within(ONE_TIMEOUT, ONE_TIMEOUT.multipliedBy(2));
			assertThat(shop.opened()).isFalse();
			migrate(from, to, new String(KeyLayout.generation(key(0))));
			assertThat(from.command("GET", new String(KeyLayout.generation(key(0))))).startsWith("-ASK");
			shop.assertServesAgain("Redis Cluster, ASK");
			cluster.servers().forEach((server) -> server.command("CLUSTER", "SETSLOT", slot, "NODE", id(to)));
			assertThat(from.command("GET", new String(KeyLayout.generation(key(0))))).startsWith("-MOVED");
			shop.assertServesAgain("Redis Cluster, MOVED");
			assertThat(shop.opened()).isFalse();
		}
	}

	private static List<String> open(Shop shop) {
		return shop.breakers()
			.stream()
			.filter((breaker) -> breaker.getState() != State.CLOSED)
			.map(CircuitBreaker::getName)
			.toList();
	}

	private static void migrate(RedisServer from, RedisServer to, String key) {
		assertThat(from.command("MIGRATE", "127.0.0.1", String.valueOf(to.port()), key, "0", "5000")).startsWith("+OK");
	}

	private static String id(RedisServer server) {
		return server.command("CLUSTER", "MYID").lines().skip(1).findFirst().orElseThrow();
	}

	private static void awaitState(RedisCluster cluster, String state) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(2))
			.atMost(Duration.ofSeconds(20))
			.until(() -> cluster.servers()
				.stream()
				.allMatch((server) -> server.command("CLUSTER", "INFO").contains("cluster_state:" + state)));
	}

	private static RedisServer owner(RedisCluster cluster, int item) {
		// The primaries of a started cluster share the slots in their order
		return cluster.servers().get((slot(item) * 3 + 2) / 16_384);
	}

	private static StoreKey key(int item) {
		return StoreKey.of(Region.of("cache-patterns", "prices"), String.valueOf(item));
	}

	private static int slot(int item) {
		return SlotHash.getSlot(KeyLayout.generation(key(item)));
	}

	private static Shop on(RedisCluster cluster) {
		return new Shop("spring.data.redis.cluster.nodes=" + cluster.nodes());
	}

}
