package dev.cachepatterns.store;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/**
 * The memory of this JVM, bounded by size: what is used least gives way.
 */
public final class MemoryCasStore implements CasStore {

	// What Caffeine's node, the map's and our own objects take beside the bytes
	private static final int OVERHEAD = 200;

	private final Cache<String, Entry> entries;

	private final AtomicLong versions = new AtomicLong();

	private final int limit;

	private final Clock clock;

	/**
	 * An empty store.
	 * @param maximumBytes how much it holds, in bytes
	 * @param limit how much it holds under one name, in bytes
	 * @param clock the time by which bytes expire
	 */
	public MemoryCasStore(long maximumBytes, int limit, Clock clock) {
		this.clock = clock;
		this.limit = limit;
		this.entries = Caffeine.newBuilder()
			.executor(Runnable::run)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.<String, Entry>writing(
					(name, entry) -> Duration.ofMillis(Math.max(0, entry.expiresAt() - clock.millis()))))
			.maximumWeight(maximumBytes)
			.weigher((String name, Entry entry) -> OVERHEAD + name.length() + entry.content().bytes().length)
			.build();
	}

	@Override
	public @Nullable Versioned get(String name) {
		Entry entry = live(this.entries.getIfPresent(name));
		return (entry != null) ? entry.content() : null;
	}

	@Override
	public Map<String, Versioned> getAll(Collection<String> names) {
		Map<String, Versioned> found = new LinkedHashMap<>();
		for (String name : names) {
			Versioned content = get(name);
			if (content != null) {
				found.put(name, content);
			}
		}
		return found;
	}

	@Override
	public boolean add(String name, byte[] bytes, Duration ttl) {
		Entry fresh = entry(bytes, ttl);
		return change(name, fresh, (content) -> content == null);
	}

	@Override
	public boolean replace(String name, long version, byte[] bytes, Duration ttl) {
		Entry fresh = entry(bytes, ttl);
		return change(name, fresh, (content) -> content != null && content.version() == version);
	}

	@Override
	public boolean remove(String name, long version) {
		return change(name, null, (content) -> content != null && content.version() == version);
	}

	@Override
	public boolean delete(String name) {
		return change(name, null, (content) -> content != null);
	}

	@Override
	public int limit() {
		return this.limit;
	}

	@Override
	public void close() {
		this.entries.invalidateAll();
	}

	private boolean change(String name, @Nullable Entry after, Predicate<@Nullable Versioned> condition) {
		AtomicBoolean done = new AtomicBoolean();
		this.entries.asMap().compute(name, (same, entry) -> {
			Entry before = live(entry);
			done.set(condition.test((before != null) ? before.content() : null));
			return done.get() ? after : before;
		});
		return done.get();
	}

	private @Nullable Entry live(@Nullable Entry entry) {
		return (entry != null && entry.expiresAt() > this.clock.millis()) ? entry : null;
	}

	private Entry entry(byte[] bytes, Duration ttl) {
		if (bytes.length > this.limit) {
			throw new StoreRejectedException("%d bytes are more than %d".formatted(bytes.length, this.limit), null);
		}
		long expiresAt = this.clock.millis() + Durations.toMillis(ttl);
		return new Entry(new Versioned(bytes, this.versions.incrementAndGet()), expiresAt);
	}

	/**
	 * What stands under a name, and until when.
	 */
	private record Entry(Versioned content, long expiresAt) {
	}

}
