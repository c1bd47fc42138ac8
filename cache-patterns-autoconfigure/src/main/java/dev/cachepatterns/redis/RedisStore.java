package dev.cachepatterns.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Durations;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Redis or Valkey, as a store, over Spring Data Redis: standalone, Sentinel or Cluster.
 * <p>
 * A read is one {@code MGET} of the entry and its generation, which share a hash slot.
 * Every other step is one Lua script. With Lettuce {@link #getAsync} is native; with
 * another client it runs on the given executor.
 */
public final class RedisStore implements CacheStore {

	// Neither served nor touched
	private static final Lookup IN_DOUBT = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	private final RedisTemplate<byte[], byte[]> redis = new RedisTemplate<>();

	private final Mget mget;

	private final Scripts scripts;

	private final Recovery recovery;

	private final Sweeper sweeper;

	private final Clock clock;

	private final LongSupplier random;

	/**
	 * A store on connections that belong to the application.
	 * @param connections where commands go; not closed by this store
	 * @param clock the time that entries carry for other readers; the server expires them
	 * by its own
	 * @param random source of stamps and generations; never zero
	 * @param executor runs {@link #getAsync} where the client cannot
	 * @param sweep time after a clear until the entries that it has left behind are
	 * removed; zero to let them stay for their time to live, as do clients other than
	 * Lettuce
	 */
	public RedisStore(RedisConnectionFactory connections, Clock clock, LongSupplier random, Executor executor,
			Duration sweep) {
		this.redis.setConnectionFactory(connections);
		this.redis.setDefaultSerializer(RedisSerializer.byteArray());
		this.redis.afterPropertiesSet();
		Recovery recovery = new Recovery(System::nanoTime);
		this.recovery = recovery;
		this.mget = Mget.on(connections, this.redis, executor, (done) -> recovery.start(this::clear, done));
		this.scripts = new Scripts(this.redis, this.mget::connect);
		this.sweeper = new Sweeper(sweep, this.mget::primaries, this::sweep);
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String name() {
		return "redis";
	}

	@Override
	public Lookup get(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		List<byte @Nullable []> found = mget(KeyLayout.entry(key, generation), generation);
		return decode(found.get(0), found.get(1));
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> result = new LinkedHashMap<>();
		if (keys.isEmpty()) {
			return result;
		}
		byte[][] names = keys.stream().flatMap((key) -> both(key).stream()).toArray(byte[][]::new);
		List<byte @Nullable []> found = mget(names);
		int i = 0;
		for (StoreKey key : keys) {
			result.put(key, decode(found.get(i), found.get(i + 1)));
			i += 2;
		}
		return result;
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		return this.mget.getAsync(KeyLayout.entry(key, generation), generation).handle((found, failure) -> {
			if (failure != null) {
				throw RedisErrors.translate(RedisErrors.unwrap(failure));
			}
			return decode(found.get(0), found.get(1));
		});
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		byte[] generation = this.scripts.run(Script.GENERATION, byte[].class, List.of(KeyLayout.generation(key)),
				fresh());
		return Generations.count(this.mget.histories().current(), generation) ? Frame.decodeGeneration(wrap(generation))
				: OptionalLong.empty();
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		return this.scripts.test(Script.PUT, both(key), fresh(), Frame.encodeTail(payload, expiry(ttl)), millis(ttl),
				fresh());
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		byte[] seen = (expected != Slot.ABSENT) ? bytes(expected) : new byte[0];
		return this.scripts.test(Script.REPLACE, List.of(entryKey(key)), seen,
				Frame.encode(new Cell(entry, expiry(ttl))), millis(ttl));
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		return this.scripts.test(Script.REMOVE, List.of(entryKey(key)), bytes(expected));
	}

	@Override
	public boolean invalidate(StoreKey key) {
		return written(key.region(), this.scripts.test(Script.INVALIDATE, both(key)));
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		Duration lifetime = Duration.ofMillis(Durations.toMillis(ttl));
		RedisErrors.translating(() -> {
			this.redis.opsForValue().set(entryKey(key), Frame.encode(new Cell(entry, expiry(ttl))), lifetime);
			return null;
		});
	}

	@Override
	public boolean delete(StoreKey key) {
		return Boolean.TRUE.equals(RedisErrors.translating(() -> this.redis.delete(entryKey(key))));
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		byte[] generation = this.scripts.run(Script.ENTER, byte[].class, both(key), bytes(token), millis(timeout),
				fresh());
		return written(key.region(), Frame.decodeGeneration(wrap(generation)));
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return written(key.region(), this.scripts.test(Script.EXIT, both(key), bytes(token),
				Frame.encode(new Cell(entry, expiry(ttl))), millis(ttl)));
	}

	@Override
	public void leave(StoreKey key, long token) {
		written(key.region(),
				this.scripts.test(Script.EXIT, both(key), bytes(token), new byte[0], millis(Duration.ZERO)));
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		runOnGenerations(Script.ENTER_CLEAR, region, bytes(token), millis(timeout));
	}

	@Override
	public void leaveClear(Region region, long token) {
		runOnGenerations(Script.LEAVE_CLEAR, region, (Object) bytes(token));
		this.recovery.written(region);
		this.sweeper.cleared(region);
	}

	private void runOnGenerations(Script script, Region region, Object... args) {
		List<byte[]> generations = IntStream.range(0, StoreKey.BUCKETS)
			.mapToObj((bucket) -> KeyLayout.generation(region, bucket))
			.toList();
		RedisCallback<Boolean> clustered = RedisClusterConnection.class::isInstance;
		if (Boolean.TRUE.equals(RedisErrors.translating(() -> this.redis.execute(clustered)))) {
			// Each is in a slot of its own
			generations.forEach((generation) -> this.scripts.run(script, Long.class, List.of(generation), args));
		}
		else {
			this.scripts.run(script, Long.class, generations, args);
		}
	}

	@Override
	public void close() {
		// The connections belong to the application
		this.sweeper.close();
		this.mget.close();
		this.recovery.close();
	}

	private Lookup decode(byte @Nullable [] cell, byte @Nullable [] generation) {
		long[] histories = this.mget.histories().current();
		if (histories == Histories.DOUBT) {
			return IN_DOUBT;
		}
		return Frame.decode(wrap(cell), Generations.count(histories, generation) ? wrap(generation) : null);
	}

	private long sweep(List<byte[]> keys) {
		Long removed = this.scripts.run(Script.SWEEP, Long.class, keys);
		return (removed != null) ? removed : 0;
	}

	private <T> T written(Region region, T result) {
		this.recovery.written(region);
		return result;
	}

	private List<byte @Nullable []> mget(byte[]... names) {
		try {
			return this.mget.get(names);
		}
		catch (RuntimeException ex) {
			throw RedisErrors.translate(RedisErrors.unwrap(ex));
		}
	}

	private List<byte[]> both(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		return List.of(KeyLayout.entry(key, generation), generation);
	}

	private byte[] entryKey(StoreKey key) {
		return KeyLayout.entry(key, KeyLayout.generation(key));
	}

	private byte[] fresh() {
		return bytes(this.random.getAsLong());
	}

	private static byte[] millis(Duration ttl) {
		return Long.toString(Durations.toMillis(ttl)).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] bytes(long number) {
		return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
	}

	private long expiry(Duration ttl) {
		return this.clock.millis() + Durations.toMillis(ttl);
	}

	private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
		return (bytes != null) ? ByteBuffer.wrap(bytes) : null;
	}

}
