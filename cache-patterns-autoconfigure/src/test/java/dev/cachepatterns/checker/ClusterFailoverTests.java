package dev.cachepatterns.checker;

import java.util.List;

import org.junit.jupiter.api.Tag;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.RedisCluster;

/**
 * With three primaries of a Redis Cluster and a replica of each.
 */
@Tag("alone")
@Tag("proof")
class ClusterFailoverTests implements FailoverContract {

	private static final StoreKey KEY = StoreKey.of(Region.of("cache-patterns", Items.CACHE),
			String.valueOf(Fleet.WATCHED));

	@Override
	public Servers started() {
		RedisCluster cluster = RedisCluster.started();
		cluster.servers().forEach((server) -> server.command("CONFIG", "SET", "repl-diskless-sync-delay", "0"));
		List.copyOf(cluster.servers()).forEach(cluster::addReplica);
		cluster.servers().forEach((server) -> server.command("CONFIG", "SET", "cluster-node-timeout", "1000"));
		String key = new String(KeyLayout.entry(KEY, KeyLayout.generation(KEY)));
		return new Servers("Cluster", List.of("spring.data.redis.cluster.nodes=" + cluster.nodes()),
				() -> cluster.owner(key), cluster::close);
	}

}
