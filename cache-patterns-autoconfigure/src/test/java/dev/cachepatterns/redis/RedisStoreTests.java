package dev.cachepatterns.redis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.CacheStoreContract;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisStore} on one server.
 */
@Tag("proof")
class RedisStoreTests implements CacheStoreContract {

	private static final byte[] NEWER = "\2Xa newer instance's state".getBytes(StandardCharsets.ISO_8859_1);

	private static RedisServer server;

	private static LettuceConnectionFactory connections;

	private static LettuceConnectionFactory otherConnections;

	private final RedisStore store = store(connections);

	private final RedisStore other = store(otherConnections);

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		connections = connect(server.port());
		otherConnections = connect(server.port());
	}

	@AfterAll
	static void stop() {
		connections.destroy();
		otherConnections.destroy();
		server.close();
	}

	@AfterEach
	void closeStores() {
		this.store.close();
		this.other.close();
	}

	@Override
	public CacheStore store() {
		return this.store;
	}

	@Override
	public CacheStore other() {
		return this.other;
	}

	@Override
	public void plant(StoreKey key) {
		byte[] name = KeyLayout.entry(key, KeyLayout.generation(key));
		new StringRedisTemplate(connections).execute((connection) -> connection.stringCommands().set(name, NEWER),
				true);
	}

	@Override
	public boolean isPlanted(StoreKey key) {
		byte[] name = KeyLayout.entry(key, KeyLayout.generation(key));
		return Arrays.equals(NEWER, new StringRedisTemplate(connections)
			.execute((connection) -> connection.stringCommands().get(name), true));
	}

	@Override
	public void pass(Duration time) {
		// The server's clock cannot be moved
		Awaitility.await().pollDelay(time.plusMillis(20)).until(() -> true);
	}

	@Override
	public void restart() {
		server.kill();
		server.start();
		Awaitility.await().ignoreExceptions().until(() -> store().get(key()) != null && other().get(key()) != null);
	}

	@Test
	void keysAreReadableAndCarryATtl() {
		store().put(StoreKey.of(Region.of("test", "readable"), "Lima"), bytes("value"), Duration.ofMinutes(5));
		StringRedisTemplate redis = new StringRedisTemplate(connections);
		Set<String> keys = redis.keys("test:{readable:*}:*");
		assertThat(keys).hasSize(1).allMatch((key) -> key.matches("test:\\{readable:[0-9a-f]{2}}:Lima"));
		assertThat(redis.getExpire(keys.iterator().next())).isBetween(290L, 300L);
	}

	@Test
	void getIsOneCommand() {
		StoreKey key = key();
		store().put(key, bytes("value"), LONG);
		store().get(key);
		long before = commands();
		for (int i = 0; i < 10; i++) {
			store().get(key);
		}
		assertThat(commands() - before).isEqualTo(10 + 1);
	}

	@Test
	void scriptsSurviveAServerThatForgotThem() {
		StoreKey key = key();
		store().put(key, bytes("one"), LONG);
		new StringRedisTemplate(connections).execute((connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		}, true);
		assertThat(store().put(key, bytes("two"), LONG)).isTrue();
	}

	@Test
	void commandThatIsSentAgainAfterAClearMakesAnotherGeneration() {
		StoreKey key = key();
		CacheStore store = new RedisStore(connections, Clock.systemUTC(), () -> 42, Runnable::run, Duration.ZERO);
		List<Supplier<OptionalLong>> commands = List.of(() -> store.generation(key), () -> store.enter(key, 1, LONG),
				() -> {
					store.leave(key, 1);
					store.put(key, bytes("value"), LONG);
					return store.get(key).generation();
				});
		Set<OptionalLong> generations = new HashSet<>();
		for (Supplier<OptionalLong> command : commands) {
			generations.add(command.get());
			store.clear(key.region());
			generations.add(command.get());
			store.clear(key.region());
		}
		assertThat(generations).hasSize(6).allMatch(OptionalLong::isPresent);
	}

	@Test
	void commandsWhenServerIsGoneAreUnavailable() {
		try (RedisServer gone = RedisServer.started()) {
			LettuceConnectionFactory connection = connect(gone.port());
			RedisStore store = store(connection);
			gone.kill();
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.get(key()));
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> store.put(key(), bytes("value"), LONG));
			assertThat(store.getAsync(key()).toCompletableFuture()).failsWithin(Duration.ofSeconds(10))
				.withThrowableThat()
				.withCauseInstanceOf(StoreUnavailableException.class);
			connection.destroy();
		}
	}

	@Test
	void putWhenServerIsOutOfMemoryIsRejected() {
		try (RedisServer full = RedisServer.started("--maxmemory", "1mb", "--maxmemory-policy", "noeviction")) {
			LettuceConnectionFactory connection = connect(full.port());
			RedisStore store = store(connection);
			assertThatExceptionOfType(StoreRejectedException.class).isThrownBy(() -> {
				for (int i = 0; i < 100; i++) {
					store.put(StoreKey.of(Region.of("test", "full"), "key-" + i), new byte[100_000], LONG);
				}
			}).withMessageContaining("OOM");
			connection.destroy();
		}
	}

	private static RedisStore store(LettuceConnectionFactory connections) {
		return new RedisStore(connections, Clock.systemUTC(),
				() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), Runnable::run, Duration.ZERO);
	}

	private static LettuceConnectionFactory connect(int port) {
		LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", port);
		factory.afterPropertiesSet();
		factory.start();
		return factory;
	}

	/**
	 * Without the questions that are asked every second, which are two commands each.
	 */
	private static long commands() {
		Properties info = new StringRedisTemplate(connections)
			.execute((connection) -> connection.serverCommands().info("all"), true);
		String questions = info.getProperty("cmdstat_eval").replaceAll("calls=([0-9]+),.*", "$1");
		return Long.parseLong(info.getProperty("total_commands_processed")) - 2 * Long.parseLong(questions);
	}

}
