package dev.cachepatterns.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

/**
 * A real Redis Cluster of three primaries.
 */
public final class RedisCluster implements AutoCloseable {

	private static final int SLOTS = 16_384;

	private final List<RedisServer> servers = new ArrayList<>();

	private RedisCluster() {
		IntStream.range(0, 3).forEach((i) -> this.servers.add(RedisServer.clusterNode()));
		for (int i = 0; i < 3; i++) {
			this.servers.get(i)
				.command("CLUSTER", "ADDSLOTSRANGE", String.valueOf(i * SLOTS / 3),
						String.valueOf((i + 1) * SLOTS / 3 - 1));
			meet(this.servers.get(i));
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.servers.stream()
				.allMatch((server) -> server.command("CLUSTER", "INFO").contains("cluster_state:ok")));
	}

	/**
	 * A started cluster.
	 * @return the cluster
	 */
	public static RedisCluster started() {
		return new RedisCluster();
	}

	/**
	 * Its servers.
	 * @return the primaries, then replicas
	 */
	public List<RedisServer> servers() {
		return this.servers;
	}

	/**
	 * Where a client finds it.
	 * @return the primaries at the start, as host:port separated by commas
	 */
	public String nodes() {
		return this.servers.stream()
			.limit(3)
			.map((server) -> "127.0.0.1:" + server.port())
			.collect(Collectors.joining(","));
	}

	/**
	 * The server that answers for a key.
	 * @param key the key
	 * @return the server
	 */
	public RedisServer owner(String key) {
		return this.servers.stream().filter((server) -> owns(server, key)).findFirst().orElseThrow();
	}

	private static boolean owns(RedisServer server, String key) {
		try {
			return server.command("GET", key).startsWith("$");
		}
		catch (UncheckedIOException ex) {
			// It is gone
			return false;
		}
	}

	/**
	 * Adds a replica, and waits until it has all data.
	 * @param primary its primary
	 * @return the replica
	 */
	public RedisServer addReplica(RedisServer primary) {
		RedisServer replica = RedisServer.clusterNode();
		this.servers.add(replica);
		meet(replica);
		String id = primary.command("CLUSTER", "MYID").lines().skip(1).findFirst().orElseThrow();
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> replica.command("CLUSTER", "REPLICATE", id).startsWith("+OK"));
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> replica.command("INFO", "replication").contains("master_link_status:up"));
		return replica;
	}

	@Override
	public void close() {
		this.servers.forEach(RedisServer::close);
	}

	private void meet(RedisServer server) {
		this.servers.get(0)
			.command("CLUSTER", "MEET", "127.0.0.1", String.valueOf(server.port()), String.valueOf(server.busPort()));
	}

}
