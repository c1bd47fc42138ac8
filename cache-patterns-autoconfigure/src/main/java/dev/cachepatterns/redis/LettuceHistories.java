package dev.cachepatterns.redis;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreRejectedException;

/**
 * Asks the servers behind Lettuce's connections which history they write: at once when a
 * connection is made, and every second.
 * <p>
 * Lettuce calls the listener on the event loop that reads the connection's replies, when
 * its handshake is done: before any reply to a command, be it one that waited for the
 * connection or was sent before and is repeated. The question goes over the same
 * connection, so the answer is that of the process it leads to, whatever a name, Sentinel
 * or a balancer says.
 * <p>
 * On a single server only the connection that all reads share counts. In a cluster there
 * is one for each node, which come and go with its topology: there all of the client's
 * that carry data count, but not those that only look at the topology.
 */
final class LettuceHistories implements RedisConnectionStateListener, AutoCloseable {

	private static final long SECONDS = 1;

	private static final long AGAIN = 100;

	private final Histories histories;

	private volatile @Nullable AbstractRedisClient client;

	private volatile @Nullable StatefulConnection<byte[], byte[]> shared;

	private @Nullable Future<?> repeated;

	LettuceHistories(Histories histories) {
		this.histories = histories;
	}

	/**
	 * Listens to a client, before it connects for the cache.
	 */
	synchronized void listen(AbstractRedisClient client) {
		if (this.client != client) {
			close();
			client.addListener(this);
			this.client = client;
		}
	}

	/**
	 * Watches the connection of all reads, and forgets the one before.
	 */
	synchronized void watch(StatefulConnection<byte[], byte[]> connection) {
		if (this.shared == connection) {
			return;
		}
		this.shared = connection;
		if (connection instanceof StatefulRedisMasterReplicaConnection) {
			this.histories
				.ignore("Lettuce reads from replicas (ReadFrom, or a static list of nodes), which can be behind");
			return;
		}
		if (connection instanceof StatefulRedisConnection<byte[], byte[]> single) {
			this.histories.forget((other) -> other != single);
			found(single);
		}
		else {
			repeat();
		}
		stop();
		this.repeated = connection.getResources()
			.eventExecutorGroup()
			.scheduleWithFixedDelay(this::repeat, SECONDS, SECONDS, TimeUnit.SECONDS);
	}

	/**
	 * Asks every server again.
	 */
	void repeat() {
		this.histories.forget((connection) -> !((StatefulConnection<?, ?>) connection).isOpen());
		this.histories.connections().forEach(this::ask);
		if (this.shared instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			// Connections that were there before this class listened
			for (RedisClusterNode node : cluster.getPartitions()) {
				if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
					RedisURI uri = node.getUri();
					cluster.getConnectionAsync(uri.getHost(), uri.getPort()).thenAccept(this::found);
				}
			}
		}
	}

	@Override
	public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
		if (isWatched(connection)) {
			this.histories.connected(connection);
			ask(connection);
		}
	}

	@Override
	public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
		this.histories.disconnected(connection);
	}

	@Override
	public synchronized void close() {
		stop();
		if (this.client != null) {
			this.client.removeListener(this);
			this.client = null;
		}
		this.histories.forget((connection) -> true);
		this.shared = null;
	}

	private void stop() {
		if (this.repeated != null) {
			this.repeated.cancel(false);
			this.repeated = null;
		}
	}

	private boolean isWatched(RedisChannelHandler<?, ?> connection) {
		if (connection == this.shared) {
			return connection instanceof StatefulRedisConnection;
		}
		return this.client instanceof RedisClusterClient && connection instanceof StatefulRedisConnectionImpl<?, ?> node
				&& !(connection instanceof StatefulRedisPubSubConnection) && node.getCodec() instanceof ByteArrayCodec;
	}

	private void found(StatefulRedisConnection<byte[], byte[]> connection) {
		// One that is lost is no reason to doubt the others
		if (connection.isOpen() && !this.histories.knows(connection)) {
			this.histories.connected(connection);
			ask(connection);
		}
	}

	@SuppressWarnings("unchecked")
	private void ask(Object connection) {
		Object question = this.histories.question(connection);
		if (question == null) {
			later(connection, () -> this.histories.unanswered(connection));
			return;
		}
		try {
			((StatefulRedisConnection<byte[], byte[]>) connection).async()
				.<byte[]>eval(Script.HISTORY, ScriptOutputType.VALUE)
				.whenComplete((info, failure) -> answer(connection, question, info, failure));
		}
		catch (RuntimeException ex) {
			this.histories.failed(connection, question);
		}
	}

	private void answer(Object connection, Object question, byte @Nullable [] info, @Nullable Throwable failure) {
		if (failure == null && info != null) {
			History history = History.parse(new String(info, StandardCharsets.UTF_8));
			this.histories.answered(connection, question, history);
			if (connection == this.shared && !history.primary()) {
				// Its name, or Sentinel, may lead to the new primary by now
				LettuceServers.disconnect(connection);
			}
		}
		else if (failure != null && RedisErrors.translate(failure) instanceof StoreRejectedException) {
			this.histories.answered(connection, question, History.UNTOLD);
		}
		else {
			this.histories.failed(connection, question);
			// A server that is loading says nothing: the cache waits for its answer
			later(connection, () -> ask(connection));
		}
	}

	private static void later(Object connection, Runnable step) {
		((StatefulRedisConnection<?, ?>) connection).getResources()
			.eventExecutorGroup()
			.schedule(step, AGAIN, TimeUnit.MILLISECONDS);
	}

}
