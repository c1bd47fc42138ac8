package dev.cachepatterns.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.redis.RecentGenerations.Moment;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Durations;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import org.springframework.data.redis.connection.RedisConnectionFactory;
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

	private final RedisTemplate<byte[], byte[]> redis = new RedisTemplate<>();

	private final Mget mget;

	private final Scripts scripts;

	private final Recovery recovery;

	private final Sweeper sweeper;

	private final RecentGenerations recent;

	private final Intents intents;

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
		this.scripts = new Scripts(this.redis, this.mget);
		this.sweeper = new Sweeper(sweep, this.mget::primaries, this.scripts::sweep);
		this.recent = new RecentGenerations(clock);
		this.intents = new Intents(this.scripts, this.recent);
		this.clock = clock;
		this.random = random;
	}

	@Override
	public String name() {
		return "redis";
	}

	@Override
	public String node(StoreKey key) {
		return Objects.requireNonNullElse(this.mget.server(key), name());
	}

	@Override
	public void reconnect(StoreKey key) {
		this.mget.reconnect(KeyLayout.generation(key));
	}

	@Override
	public Lookup get(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		Moment read = this.recent.now();
		try {
			byte[] @Nullable [] found = this.mget.get(KeyLayout.entry(key, generation), generation);
			this.recent.keep(key, found[1], read);
			return decode(found[0], found[1]);
		}
		catch (RuntimeException ex) {
			throw RedisErrors.translate(RedisErrors.unwrap(ex));
		}
	}

	@Override
	public Lookup getRecent(StoreKey key) {
		byte[] generation = this.recent.get(key);
		return (generation != null)
				? decode(RedisErrors.translating(() -> this.mget.get(KeyLayout.entry(key))), generation) : get(key);
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> result = new LinkedHashMap<>();
		if (keys.isEmpty()) {
			return result;
		}
		byte[][] names = keys.stream().flatMap((key) -> both(key).stream()).toArray(byte[][]::new);
		List<byte @Nullable []> found = Objects.requireNonNull(RedisErrors.translating(() -> this.mget.getAll(names)));
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
			return decode(found[0], found[1]);
		});
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		Moment read = this.recent.now();
		byte[] generation = this.scripts.run(Script.GENERATION, byte[].class, List.of(KeyLayout.generation(key)),
				fresh());
		this.recent.keep(key, generation, read);
		return counting(generation);
	}

	@Override
	public OptionalLong recentGeneration(StoreKey key) {
		byte[] known = this.recent.get(key);
		if (known == null) {
			Moment read = this.recent.now();
			known = RedisErrors.translating(() -> this.mget.get(KeyLayout.generation(key)));
			this.recent.keep(key, known, read);
		}
		OptionalLong recent = counting(known);
		return recent.isPresent() ? recent : generation(key);
	}

	private OptionalLong counting(byte @Nullable [] generation) {
		return Generations.count(this.mget.histories().current(), generation) ? Frame.decodeGeneration(generation)
				: OptionalLong.empty();
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		return this.scripts.test(Script.PUT, both(key), fresh(), Frame.encodeTail(payload, expiry(ttl)),
				Bytes.millis(ttl));
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		if (expected == Slot.ABSENT && add(key, entry, ttl)) {
			return true;
		}
		byte[] seen = (expected != Slot.ABSENT) ? Bytes.of(expected) : new byte[0];
		return this.scripts.test(Script.REPLACE, List.of(KeyLayout.entry(key)), seen, frame(entry, ttl),
				Bytes.millis(ttl));
	}

	private boolean add(StoreKey key, Slot.Entry entry, Duration ttl) {
		return Boolean.TRUE.equals(RedisErrors.translating(() -> connected().opsForValue()
			.setIfAbsent(KeyLayout.entry(key), frame(entry, ttl), Bytes.lifetime(ttl))));
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		return this.scripts.test(Script.REMOVE, List.of(KeyLayout.entry(key)), Bytes.of(expected));
	}

	@Override
	public boolean invalidate(StoreKey key) {
		return written(key.region(), this.scripts.test(Script.INVALIDATE, both(key)));
	}

	@Override
	public void set(StoreKey key, Slot.Entry entry, Duration ttl) {
		RedisErrors.translating(() -> {
			connected().opsForValue().set(KeyLayout.entry(key), frame(entry, ttl), Bytes.lifetime(ttl));
			return null;
		});
	}

	@Override
	public boolean delete(StoreKey key) {
		return Boolean.TRUE.equals(RedisErrors.translating(() -> connected().delete(KeyLayout.entry(key))));
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		return written(key.region(), this.intents.enter(key, token, timeout));
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return written(key.region(), this.intents.exit(key, token, frame(entry, ttl), Bytes.millis(ttl)));
	}

	@Override
	public void leave(StoreKey key, long token) {
		written(key.region(), this.intents.exit(key, token));
	}

	@Override
	public void enterClear(Region region, long token, Duration timeout) {
		runOnGenerations(Script.ENTER_CLEAR, region, Bytes.of(token), Bytes.millis(timeout));
	}

	@Override
	public void leaveClear(Region region, long token) {
		runOnGenerations(Script.LEAVE_CLEAR, region, (Object) Bytes.of(token));
		this.recovery.written(region);
		this.sweeper.cleared(region);
	}

	private void runOnGenerations(Script script, Region region, Object... args) {
		try {
			this.scripts.runOnGenerations(script, region, args);
		}
		finally {
			this.recent.forget();
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
			return Lookup.IN_DOUBT;
		}
		return Frame.decode(cell, Generations.count(histories, generation) ? generation : null);
	}

	private <T> T written(Region region, T result) {
		this.recovery.written(region);
		return result;
	}

	private List<byte[]> both(StoreKey key) {
		byte[] generation = KeyLayout.generation(key);
		return List.of(KeyLayout.entry(key, generation), generation);
	}

	private RedisTemplate<byte[], byte[]> connected() {
		RedisErrors.connecting(this.mget::connect);
		return this.redis;
	}

	private byte[] fresh() {
		return Bytes.of(this.random.getAsLong());
	}

	private byte[] frame(Slot.Entry entry, Duration ttl) {
		return Frame.encode(new Cell(entry, expiry(ttl)));
	}

	private long expiry(Duration ttl) {
		return this.clock.millis() + Durations.toMillis(ttl);
	}

}
