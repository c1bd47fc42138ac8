package dev.cachepatterns.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.RemovalCause;
import org.jspecify.annotations.Nullable;

/**
 * A store in this JVM, bounded by size, with the semantics of the others: it holds
 * encoded bytes, so that a caller never shares an object with the cache.
 * <p>
 * Other instances of the application do not see it. When it is full, Caffeine's policy
 * (W-TinyLFU) evicts.
 */
public final class MemoryStore implements CacheStore {

	// What Caffeine's node, the map's and our own objects take beside the bytes
	private static final int OVERHEAD = 160;

	private final Cache<StoreKey, Stored> slots;

	private final ConcurrentMap<Bucket, Long> generations = new ConcurrentHashMap<>();

	private final Clock clock;

	private final LongSupplier random;

	/**
	 * An empty store.
	 * @param maximumBytes bound on keys, values and an estimate of their overhead;
	 * positive
	 * @param clock the time by which entries expire
	 * @param random source of stamps and generations; never zero
	 * @param onEviction told the cache of each entry that is evicted for its size
	 */
	public MemoryStore(long maximumBytes, Clock clock, LongSupplier random, Consumer<String> onEviction) {
		this.clock = clock;
		this.random = random;
		this.slots = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.<StoreKey, Stored>writing((key, stored) -> remaining(stored)))
			.maximumWeight(maximumBytes)
			.weigher((StoreKey key, Stored stored) -> OVERHEAD + key.keyLength() + stored.size())
			.evictionListener((@Nullable StoreKey key, @Nullable Stored stored, RemovalCause cause) -> {
				if (key != null && cause == RemovalCause.SIZE) {
					onEviction.accept(key.cache());
				}
			})
			.build();
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public Lookup get(StoreKey key) {
		// The slot first: a generation that still matches afterwards matched then
		Stored stored = this.slots.getIfPresent(key);
		return new Lookup((stored != null) ? stored.slot() : new Slot.Absent(), current(key));
	}

	@Override
	public Map<StoreKey, Lookup> getAll(Collection<StoreKey> keys) {
		Map<StoreKey, Lookup> result = new LinkedHashMap<>();
		keys.forEach((key) -> result.put(key, get(key)));
		return result;
	}

	@Override
	public CompletionStage<Lookup> getAsync(StoreKey key) {
		return CompletableFuture.completedFuture(get(key));
	}

	@Override
	public OptionalLong generation(StoreKey key) {
		return OptionalLong.of(this.generations.computeIfAbsent(Bucket.of(key), (bucket) -> this.random.getAsLong()));
	}

	@Override
	public boolean put(StoreKey key, byte[] payload, Duration ttl) {
		Slot.Entry entry = Slot.Entry.value(this.random.getAsLong(), generation(key).orElseThrow(), payload);
		return entry == change(key, (stored) -> stored.intended() ? stored : stored(entry, ttl));
	}

	@Override
	public boolean replace(StoreKey key, long expected, Slot.Entry entry, Duration ttl) {
		return entry.stamp() == change(key, (stored) -> {
			boolean seen = !stored.intended() && stored.slot().stamp() == expected;
			return seen ? stored(entry, ttl) : stored;
		}).stamp();
	}

	@Override
	public boolean remove(StoreKey key, long expected) {
		AtomicBoolean removed = new AtomicBoolean();
		change(key, (stored) -> {
			removed.set(stored.slot() instanceof Slot.Entry entry && entry.stamp() == expected);
			return removed.get() ? Stored.NOTHING : stored;
		});
		return removed.get();
	}

	@Override
	public boolean invalidate(StoreKey key) {
		AtomicBoolean live = new AtomicBoolean();
		change(key, (stored) -> {
			live.set(stored.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE
					&& new Lookup(entry, current(key)).live());
			return (stored.slot() instanceof Slot.Intent intent) ? new Stored(Intents.soil(intent), stored.expiresAt())
					: Stored.NOTHING;
		});
		return live.get();
	}

	@Override
	public OptionalLong enter(StoreKey key, long token, Duration timeout) {
		change(key, (stored) -> {
			Slot.Intent intent = Intents.enter(stored.slot(), token, this.clock.millis(), Durations.toMillis(timeout));
			return new Stored(intent, Intents.end(intent));
		});
		return generation(key);
	}

	@Override
	public boolean publish(StoreKey key, long token, Slot.Entry entry, Duration ttl) {
		return entry.stamp() == exit(key, token, entry, ttl).stamp();
	}

	@Override
	public void leave(StoreKey key, long token) {
		exit(key, token, null, Duration.ZERO);
	}

	private Slot exit(StoreKey key, long token, Slot.@Nullable Entry entry, Duration ttl) {
		return change(key, (stored) -> {
			Slot next = Intents.exit(stored.slot(), token, entry, this.clock.millis());
			if (next == stored.slot()) {
				return stored;
			}
			return (next instanceof Slot.Intent intent) ? new Stored(intent, Intents.end(intent)) : stored(next, ttl);
		});
	}

	@Override
	public void clear(String cache) {
		for (int bucket = 0; bucket < StoreKey.BUCKETS; bucket++) {
			this.generations.remove(new Bucket(cache, bucket));
		}
	}

	@Override
	public void close() {
		this.slots.invalidateAll();
		this.generations.clear();
	}

	private OptionalLong current(StoreKey key) {
		Long generation = this.generations.get(Bucket.of(key));
		return (generation != null) ? OptionalLong.of(generation) : OptionalLong.empty();
	}

	private Stored stored(Slot slot, Duration ttl) {
		return new Stored(slot, this.clock.millis() + Durations.toMillis(ttl));
	}

	private Slot change(StoreKey key, UnaryOperator<Stored> step) {
		Stored result = this.slots.asMap().compute(key, (name, stored) -> {
			Stored next = step.apply((stored != null) ? stored : Stored.NOTHING);
			return (next.slot() instanceof Slot.Absent) ? null : next;
		});
		return ((result != null) ? result : Stored.NOTHING).slot();
	}

	private Duration remaining(Stored stored) {
		return Duration.ofMillis(Math.max(0, stored.expiresAt() - this.clock.millis()));
	}

	private record Bucket(String cache, int number) {

		static Bucket of(StoreKey key) {
			return new Bucket(key.cache(), key.bucket());
		}

	}

	private record Stored(Slot slot, long expiresAt) {

		static final Stored NOTHING = new Stored(new Slot.Absent(), 0);

		boolean intended() {
			return this.slot instanceof Slot.Intent;
		}

		int size() {
			return (this.slot instanceof Slot.Entry entry) ? entry.payload().length : 0;
		}

	}

}
