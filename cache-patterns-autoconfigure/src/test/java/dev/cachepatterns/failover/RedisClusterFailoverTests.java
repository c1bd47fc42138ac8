package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.concurrent.Callable;

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
 * A replica of a Redis Cluster that takes its primary's place without the last writes,
 * while the primary is connected and well.
 */
@Tag("alone")
@Tag("proof")
class RedisClusterFailoverTests {

	private static final StoreKey KEY = StoreKey.of(Region.of("cache-patterns", "versions"), "key");

	private static final String NAME = new String(KeyLayout.entry(KEY, KeyLayout.generation(KEY)));

	private final Database database = new Database();

	@Test
	void promotedReplicaThatLostAWriteIsNotServed() {
		try (RedisCluster cluster = RedisCluster.started(); Instance instance = on(cluster)) {
			RedisServer primary = fill(cluster, instance);
			RedisServer replica = cluster.addReplica(primary);
			detach(primary, replica);
			instance.write("key", 2);
			// The first replica of a primary begins a new history
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
			assertThat(replica.command("CLUSTER", "FAILOVER", "TAKEOVER")).startsWith("+OK");
			await(() -> primary.command("GET", NAME).startsWith("-MOVED"));
			assertThat(replica.command("GET", NAME).trim()).endsWith("1");
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
			assertThat(replica.command("GET", NAME).trim()).endsWith("2");
		}
	}

	@Test
	void nodeThatRestartsWithAnOlderSnapshotIsNotServed() {
		try (RedisCluster cluster = RedisCluster.started(); Instance instance = on(cluster)) {
			RedisServer owner = fill(cluster, instance);
			assertThat(owner.command("SAVE")).startsWith("+OK");
			instance.write("key", 2);
			assertThat(instance.hits("key")).isTrue();
			owner.kill();
			owner.start();
			await(() -> owner.command("CLUSTER", "INFO").contains("cluster_state:ok"));
			assertThat(owner.command("GET", NAME).trim()).endsWith("1");
			assertThat(instance.findUntilHit("key")).containsExactly(2L);
		}
	}

	private Instance on(RedisCluster cluster) {
		return new Instance(this.database, "spring.data.redis.cluster.nodes=" + cluster.nodes(),
				"spring.data.redis.lettuce.cluster.refresh.adaptive=true",
				"spring.data.redis.lettuce.cluster.refresh.period=1s");
	}

	private static RedisServer fill(RedisCluster cluster, Instance instance) {
		instance.write("key", 1);
		assertThat(instance.hits("key")).isTrue();
		return cluster.owner(NAME);
	}

	/**
	 * Lets the replica of a primary have nothing that is written from now on.
	 */
	private static void detach(RedisServer primary, RedisServer replica) {
		replica.command("CONFIG", "SET", "masteruser", "nobody");
		replica.command("CONFIG", "SET", "masterauth", "wrong");
		primary.command("CLIENT", "KILL", "TYPE", "replica");
		await(() -> replica.command("INFO", "replication").contains("master_link_status:down"));
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
	}

}
