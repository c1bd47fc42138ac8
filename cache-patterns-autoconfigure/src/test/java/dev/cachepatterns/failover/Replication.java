package dev.cachepatterns.failover;

import java.time.Duration;

import org.awaitility.Awaitility;

import dev.cachepatterns.testing.RedisServer;

/**
 * Primaries and replicas.
 */
final class Replication {

	private Replication() {
	}

	/**
	 * Waits until replicas are online.
	 */
	static void awaitReplicas(RedisServer primary, int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> primary.command("INFO", "replication").split("state=online", -1).length > count);
	}

	/**
	 * Waits until a replica has all that its primary has.
	 */
	static void await(RedisServer primary, RedisServer replica) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> offset(primary).equals(offset(replica)));
	}

	private static String offset(RedisServer server) {
		return server.command("INFO", "replication").replaceAll("(?s).*master_repl_offset:([0-9]+).*", "$1");
	}

}
