package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.protocol.CommandExpiryWriter;
import io.lettuce.core.protocol.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The servers behind Lettuce's shared connection: one, or the primaries of a cluster as
 * the client knows them, without a round trip.
 */
final class LettuceServers {

	private static final String ONLY = "";

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private final Map<RedisURI, String> names = new ConcurrentHashMap<>();

	private final Map<String, Long> reconnected = new ConcurrentHashMap<>();

	/**
	 * The server that answers for a hash tag.
	 * @return host and port; {@code null} if there is one server for all keys, or none
	 * for this
	 */
	@Nullable String server(StatefulConnection<byte[], byte[]> connection, byte[] tag) {
		if (connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			RedisClusterNode primary = primary(cluster, tag);
			return (primary != null)
					? this.names.computeIfAbsent(primary.getUri(), (uri) -> uri.getHost() + ":" + uri.getPort()) : null;
		}
		return null;
	}

	/**
	 * Closes the connection to the server of a hash tag, unless this was done just
	 * before. Lettuce makes it again at once, wherever the name or Sentinel leads now,
	 * and repeats what was not answered.
	 */
	void reconnect(StatefulConnection<byte[], byte[]> connection, byte[] tag) {
		String server = server(connection, tag);
		if (!isTime((server != null) ? server : ONLY)) {
			return;
		}
		if (!(connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster)) {
			disconnect(connection);
			return;
		}
		RedisClusterNode primary = primary(cluster, tag);
		if (primary != null) {
			cluster.getConnectionAsync(primary.getUri().getHost(), primary.getUri().getPort())
				.thenAccept(LettuceServers::disconnect);
		}
	}

	private static @Nullable RedisClusterNode primary(StatefulRedisClusterConnection<byte[], byte[]> cluster,
			byte[] tag) {
		return cluster.getPartitions().getMasterBySlot(SlotHash.getSlot(tag));
	}

	private boolean isTime(String server) {
		long now = System.nanoTime();
		Long before = this.reconnected.get(server);
		return (before == null || now - before > PAUSE) && ((before != null)
				? this.reconnected.replace(server, before, now) : this.reconnected.putIfAbsent(server, now) == null);
	}

	/**
	 * Closes a connection so that Lettuce makes it again.
	 */
	static void disconnect(Object connection) {
		if (connection instanceof RedisChannelHandler<?, ?> channel) {
			RedisChannelWriter writer = channel.getChannelWriter();
			while (writer instanceof CommandExpiryWriter expiring) {
				writer = expiring.getDelegate();
			}
			if (writer instanceof DefaultEndpoint endpoint) {
				endpoint.disconnect();
			}
		}
	}

}
