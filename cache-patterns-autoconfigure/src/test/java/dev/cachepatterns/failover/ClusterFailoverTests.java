package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisCluster;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One of three primaries of a Redis Cluster that is killed, or hangs, and whose place its
 * replica takes.
 */
@Tag("proof")
class ClusterFailoverTests {

	private static final StoreKey KEY = StoreKey.of(Region.of("cache-patterns", "ledger"), "0");

	@Test
	void killedPrimary() {
		failover("Cluster, kill -9", RedisServer::kill);
	}

	@Test
	void hangingPrimary() {
		failover("Cluster, SIGSTOP", RedisServer::hang);
	}

	private static void failover(String name, Consumer<RedisServer> fault) {
		try (RedisCluster cluster = RedisCluster.started()) {
			cluster.servers().forEach((server) -> server.command("CONFIG", "SET", "repl-diskless-sync-delay", "0"));
			List.copyOf(cluster.servers()).forEach(cluster::addReplica);
			cluster.servers().forEach((server) -> server.command("CONFIG", "SET", "cluster-node-timeout", "1000"));
			try (Fleet fleet = new Fleet("spring.data.redis.cluster.nodes=" + cluster.nodes());
					Traffic traffic = new Traffic(fleet.instances())) {
				traffic.untilHit(0);
				traffic.go(1000);
				RedisServer before = cluster.owner(new String(KeyLayout.entry(KEY, KeyLayout.generation(KEY))));
				fault.accept(before);
				Duration hit = traffic.untilHit(0);
				before.resume();
				traffic.go(1000);
				traffic.stop();
				traffic.report(name, hit);
				assertThat(traffic.failed()).isZero();
				assertThat(traffic.stale()).isZero();
				assertThat(hit).isLessThan(Duration.ofSeconds(10));
			}
		}
	}

}
