package dev.cachepatterns.memcached;

import java.nio.ByteBuffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.CacheStoreContract;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.SteppedStore;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemcachedCells} behind a {@link SteppedStore}.
 */
@Tag("proof")
class MemcachedStoreTests implements CacheStoreContract {

	private static final MutableClock CLOCK = new MutableClock();

	private static MemcachedServer server;

	private static final byte[] NEWER = { 2, 'X', 1, 2, 3 };

	private static CacheStore store;

	private static CacheStore other;

	private static MemcachedClient raw;

	@BeforeAll
	static void start() throws IOException {
		server = MemcachedServer.started();
		store = connect(server);
		other = connect(server);
		raw = client(new BucketLocator(), server);
	}

	@AfterAll
	static void stop() throws IOException {
		raw.shutdown();
		store.close();
		other.close();
		server.close();
	}

	@Override
	public CacheStore store() {
		return store;
	}

	@Override
	public CacheStore other() {
		return other;
	}

	@Test
	void getIsOneCommandOfBothKeys() {
		StoreKey key = key();
		store.put(key, bytes("value"), LONG);
		byte[] generation = KeyLayout.generation(key);
		int command = "get  \r\n".length() + KeyLayout.entry(key, generation).length + generation.length;
		long keys = server.stat("cmd_get");
		long before = server.stat("bytes_read");
		for (int i = 0; i < 10; i++) {
			assertThat(store.get(key).live()).isTrue();
		}
		assertThat(server.stat("bytes_read") - before).isEqualTo(10 * command + "stats\r\n".length());
		assertThat(server.stat("cmd_get") - keys).isEqualTo(20);
	}

	@Override
	public void plant(StoreKey key) {
		MemcachedErrors.translating(() -> raw.set(name(key), 0, NEWER, new BytesTranscoder()));
	}

	@Override
	public boolean isPlanted(StoreKey key) {
		return Arrays.equals(NEWER, MemcachedErrors.translating(() -> raw.get(name(key), new BytesTranscoder())));
	}

	private static String name(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		return Name.entry(generation, KeyLayout.entry(key, generation)).text();
	}

	@Override
	public void pass(Duration time) {
		CLOCK.advance(time.plusMillis(1));
	}

	@Override
	public void restart() {
		server.kill();
		server.start();
		Awaitility.await().ignoreExceptions().until(() -> store.get(key()) != null && other.get(key()) != null);
	}

	@Test
	void keysOfAnyLengthAreKeptApart() {
		for (int length : List.of(200, 240, 250, 251, 1000, 40_000, 70_000)) {
			StoreKey one = StoreKey.of(Region.of("test", "long"), "x".repeat(length) + "1");
			StoreKey two = StoreKey.of(Region.of("test", "long"), "x".repeat(length) + "2");
			store.put(one, bytes("one " + length), LONG);
			store.put(two, bytes("two " + length), LONG);
			assertThat(store.get(one).live()).isTrue();
			assertThat(((dev.cachepatterns.store.Slot.Entry) store.get(one).slot()).payload())
				.isEqualTo(ByteBuffer.wrap(bytes("one " + length)));
		}
	}

	@Test
	void valueTooLargeIsRejected() {
		assertThatExceptionOfType(StoreRejectedException.class)
			.isThrownBy(() -> store.put(key(), new byte[2_000_000], LONG));
		assertThat(store.put(key(), new byte[10], LONG)).isTrue();
	}

	@Test
	void commandsWhenServerIsGoneAreUnavailable() throws IOException {
		MemcachedServer gone = MemcachedServer.started();
		CacheStore store = connect(gone);
		gone.kill();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.get(key()));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> store.put(key(), bytes("value"), LONG));
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> store.clear(Region.of("test", "places")));
		store.close();
	}

	@Test
	void nodeThatIsLostCostsOnlyItsOwnKeys() throws IOException {
		MemcachedServer one = MemcachedServer.started();
		MemcachedServer two = MemcachedServer.started();
		CacheStore store = connect(one, two);
		List<StoreKey> keys = IntStream.range(0, 200)
			.mapToObj((i) -> StoreKey.of(Region.of("test", "spread"), "key-" + i))
			.toList();
		keys.forEach((key) -> store.put(key, key.key(), LONG));
		assertThat(store.getAll(keys)).hasSize(200);
		one.kill();
		Map<StoreKey, Lookup> left = store.getAll(keys);
		assertThat(left).hasSizeBetween(50, 150).allSatisfy((key, lookup) -> assertThat(lookup.live()).isTrue());
		keys.stream().filter(left::containsKey).forEach((key) -> assertThat(store.get(key).live()).isTrue());
		two.kill();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.getAll(keys));
		store.close();
	}

	private static CacheStore connect(MemcachedServer... servers) throws IOException {
		BucketLocator locator = new BucketLocator();
		return new SteppedStore(new MemcachedCells(client(locator, servers), locator, CLOCK, Runnable::run), CLOCK,
				() -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
	}

	private static MemcachedClient client(BucketLocator locator, MemcachedServer... servers) throws IOException {
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(
				Arrays.stream(servers).map((server) -> new InetSocketAddress("127.0.0.1", server.port())).toList());
		builder.setSessionLocator(locator);
		builder.setFailureMode(true);
		builder.setHealSessionInterval(100);
		builder.setOpTimeout(5000);
		return builder.build();
	}

}
