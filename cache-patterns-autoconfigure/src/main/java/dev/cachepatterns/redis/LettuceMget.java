package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.redis.Sweeper.Keyspace;
import dev.cachepatterns.redis.Sweeper.Keyspace.Page;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.StoreKey;

import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Lettuce's own commands on the connection that Spring Data Redis shares between threads:
 * Spring makes an object for each borrowing of it, which would be a third of what a hit
 * costs here. A connection that was closed, as by a restart of the factory, is asked for
 * again.
 */
final class LettuceMget implements Mget {

	private final LettuceConnectionFactory connections;

	private final Histories histories;

	private final LettuceHistories watch;

	private final LettuceServers servers = new LettuceServers();

	private final Attempt<Shared> attempt = new Attempt<>();

	private volatile @Nullable Shared shared;

	private LettuceMget(LettuceConnectionFactory connections, Histories histories) {
		this.connections = connections;
		this.histories = histories;
		this.watch = new LettuceHistories(histories);
	}

	static LettuceMget on(RedisConnectionFactory connections, Histories histories) {
		return new LettuceMget((LettuceConnectionFactory) connections, histories);
	}

	static boolean supports(RedisConnectionFactory connections) {
		return connections instanceof LettuceConnectionFactory lettuce && lettuce.getShareNativeConnection();
	}

	@Override
	public byte[] @Nullable [] get(byte[] entry, byte[] generation) {
		Shared connection = connection();
		try {
			return await(connection, LettucePair.get(connection.connection(), entry, generation));
		}
		catch (RedisCommandExecutionException ex) {
			return awaitApart(connection, ex, entry, generation);
		}
	}

	@Override
	public List<byte @Nullable []> getAll(byte[]... keys) {
		Shared connection = connection();
		try {
			return values(await(connection, connection.commands().mget(keys)));
		}
		catch (RedisCommandExecutionException ex) {
			return Arrays.asList(awaitApart(connection, ex, keys));
		}
	}

	private byte[] @Nullable [] awaitApart(Shared connection, RedisCommandExecutionException failure, byte[]... keys) {
		if (!RedisErrors.isMoving(failure)) {
			throw failure;
		}
		return apart(connection, keys).orTimeout(timeout().toNanos(), TimeUnit.NANOSECONDS).join();
	}

	@Override
	public byte @Nullable [] get(byte[] key) {
		Shared connection = connection();
		return await(connection, connection.commands().get(key));
	}

	/**
	 * Reads pairs of keys one by one, while their hash slot is on its way to another
	 * server. Each second key is a generation: if it is the one that the first belongs to
	 * afterwards, then it was when the first was read, as none comes twice.
	 */
	private static CompletableFuture<byte[] @Nullable []> apart(Shared connection, byte[]... keys) {
		byte[] @Nullable [] found = new byte[keys.length][];
		return every(connection, keys, 0, found).thenCompose((entries) -> every(connection, keys, 1, found))
			.thenApply((all) -> found);
	}

	private static CompletableFuture<Void> every(Shared connection, byte[][] keys, int first,
			byte[] @Nullable [] found) {
		return CompletableFuture.allOf(IntStream.iterate(first, (i) -> i < keys.length, (i) -> i + 2)
			.mapToObj((i) -> connection.commands()
				.get(keys[i])
				.thenAccept((value) -> found[i] = value)
				.toCompletableFuture())
			.toArray(CompletableFuture[]::new));
	}

	private static <T> T await(Shared connection, RedisFuture<T> answer) {
		return LettuceFutures.awaitOrCancel(answer, connection.connection().getTimeout().toNanos(),
				TimeUnit.NANOSECONDS);
	}

	@Override
	public CompletionStage<byte[] @Nullable []> getAsync(byte[] entry, byte[] generation) {
		try {
			Shared connection = connection();
			return LettucePair.get(connection.connection(), entry, generation).exceptionallyCompose((failure) -> {
				Throwable cause = RedisErrors.unwrap(failure);
				return RedisErrors.isMoving(cause) ? apart(connection, entry, generation)
						: CompletableFuture.failedFuture(cause);
			});
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Histories histories() {
		return this.histories;
	}

	@Override
	public void connect() {
		connection();
	}

	@Override
	public @Nullable String server(byte[] generation) {
		Shared known = this.shared;
		return (known != null) ? this.servers.server(known.connection(), generation) : null;
	}

	@Override
	public @Nullable String server(StoreKey key) {
		Shared known = this.shared;
		// On a hit: where there is one server its generation need not be known
		return (known != null && known.connection() instanceof StatefulRedisClusterConnection)
				? server(KeyLayout.generation(key)) : null;
	}

	@Override
	public void reconnect(byte[] generation) {
		Shared known = this.shared;
		if (known != null) {
			this.servers.reconnect(known.connection(), generation);
		}
	}

	@Override
	public List<Keyspace> primaries() {
		StatefulConnection<byte[], byte[]> connection = connection().connection();
		if (connection instanceof StatefulRedisClusterConnection<byte[], byte[]> cluster) {
			return cluster.getPartitions()
				.stream()
				.filter((node) -> node.is(RedisClusterNode.NodeFlag.UPSTREAM))
				.<Keyspace>map((node) -> new ServerKeys(
						cluster.getConnection(node.getUri().getHost(), node.getUri().getPort()), true))
				.toList();
		}
		return List.of(new ServerKeys((StatefulRedisConnection<byte[], byte[]>) connection, false));
	}

	@Override
	public void close() {
		this.watch.close();
	}

	private Shared connection() {
		Shared known = this.shared;
		if (known == null || known.isClosed()) {
			return this.attempt.await(this::made, timeout());
		}
		if (known.isLost()) {
			throw new RedisConnectionFailureException("not connected to " + where());
		}
		return known;
	}

	private String where() {
		return this.connections.isRedisSentinelAware() ? "the primary that Sentinel names"
				: this.connections.getHostName() + ":" + this.connections.getPort();
	}

	private Shared made() {
		Shared known = this.shared;
		if (known == null || known.isClosed()) {
			AbstractRedisClient client = this.connections.getNativeClient();
			if (client != null) {
				this.watch.listen(client);
			}
			known = borrow();
			this.watch.watch(known.connection());
			this.shared = known;
		}
		return known;
	}

	private Duration timeout() {
		return this.connections.getClientConfiguration().getCommandTimeout();
	}

	@SuppressWarnings("deprecation")
	private Shared borrow() {
		try (RedisConnection borrowed = this.connections.getConnection()) {
			RedisClusterAsyncCommands<byte[], byte[]> commands = ((LettuceConnection) borrowed).getNativeConnection();
			return new Shared(commands,
					(commands instanceof RedisAdvancedClusterAsyncCommands<byte[], byte[]> cluster)
							? cluster.getStatefulConnection()
							: ((RedisAsyncCommands<byte[], byte[]>) commands).getStatefulConnection());
		}
	}

	private static List<byte @Nullable []> values(List<KeyValue<byte[], byte[]>> found) {
		List<byte @Nullable []> values = new ArrayList<>(found.size());
		for (KeyValue<byte[], byte[]> entry : found) {
			values.add(entry.getValueOrElse(null));
		}
		return values;
	}

	/**
	 * The connection of all threads.
	 */
	private record Shared(RedisClusterAsyncCommands<byte[], byte[]> commands,
			StatefulConnection<byte[], byte[]> connection) {

		/**
		 * Whether it is closed for good. One that is lost is not: Lettuce makes it again.
		 */
		boolean isClosed() {
			return this.connection instanceof RedisChannelHandler<?, ?> handler && handler.isClosed();
		}

		/**
		 * Whether it would refuse a command, without saying which server is lost.
		 */
		boolean isLost() {
			return this.connection instanceof StatefulRedisConnection && !this.connection.isOpen()
					&& this.connection.getOptions().getDisconnectedBehavior() == DisconnectedBehavior.REJECT_COMMANDS;
		}

	}

	/**
	 * All keys of one server.
	 */
	private record ServerKeys(StatefulRedisConnection<byte[], byte[]> connection,
			boolean hasSlots) implements Keyspace {

		@Override
		public Page next(Page before, byte[] pattern, int count) {
			KeyScanCursor<byte[]> page = this.connection.sync()
				.scan(ScanCursor.of(before.cursor()), new ScanArgs().match(pattern).limit(count));
			return new Page(page.getKeys(), page.getCursor(), page.isFinished());
		}

	}

}
