package dev.cachepatterns.pattern;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreKey;

/**
 * Reads what stands under a key, and says what it is to a caller.
 */
final class Reader {

	private static final Log logger = LogFactory.getLog(CacheAside.class);

	// Neither served nor leased
	private static final Lookup NOT_TRUSTED = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	private final String cache;

	private final Storage storage;

	private final CacheStats stats;

	private final Kind kind;

	private final Supplier<Mode> mode;

	// The regions that were cleared since the cache was off; null if it never was
	private volatile @Nullable Set<Region> outdated;

	private final AtomicBoolean reported = new AtomicBoolean();

	Reader(String cache, Storage storage, CacheStats stats, Kind kind, Supplier<Mode> mode) {
		this.cache = cache;
		this.storage = storage;
		this.stats = stats;
		this.kind = kind;
		this.mode = mode;
	}

	/**
	 * Reads a key, and leaves the counting to the caller.
	 */
	Read look(StoreKey key, Expected expected) {
		return passing(key) ? passed(key) : decode(key, found(key), expected);
	}

	private Lookup found(StoreKey key) {
		return (this.kind == Kind.EVENTUAL) ? this.storage.store().getRecent(key) : this.storage.store().get(key);
	}

	/**
	 * Reads a key without blocking the calling thread, and leaves the counting to the
	 * caller.
	 */
	CompletionStage<Read> lookAsync(StoreKey key, Expected expected) {
		return passing(key) ? CompletableFuture.completedFuture(passed(key))
				: this.storage.store().getAsync(key).thenApply((lookup) -> decode(key, lookup, expected));
	}

	/**
	 * Counts a hit or a miss.
	 */
	Read count(Read read) {
		if (read.hit() != null) {
			this.stats.recordHit();
		}
		else {
			this.stats.recordMiss();
		}
		return read;
	}

	private Read decode(StoreKey key, Lookup lookup, Expected expected) {
		if (!this.storage.trust().covers(key)) {
			return passed(key);
		}
		Lookup seen = ours(lookup);
		if (!Filler.holds(seen, this.kind)) {
			return new Read(key, null, seen, System.nanoTime(), false, false);
		}
		try {
			Decoded hit = this.storage.codec().decode(((Slot.Entry) seen.slot()).payload(), expected);
			return new Read(key, hit, seen, System.nanoTime(), false, false);
		}
		catch (CodecException ex) {
			this.stats.recordUndecodable();
			return new Read(key, null, seen, System.nanoTime(), true, false);
		}
	}

	/**
	 * What writes have passed by while the cache was off is not served.
	 */
	void switched(Mode before, Mode after) {
		if (after == Mode.OFF && before != Mode.OFF) {
			logger.warn(
					"Cache '%s' is off: writes of this instance do not reach it, and instances where it is on serve old values. Switch all of them off, or use the mode 'invalidate'."
						.formatted(this.cache));
		}
		if (before == Mode.OFF && after != Mode.OFF) {
			this.outdated = ConcurrentHashMap.newKeySet();
		}
	}

	private boolean passing(StoreKey key) {
		// Also before: what is owed may be replayed between the answer and its judgement
		if (this.mode.get() != Mode.ON || !this.storage.trust().covers(key)) {
			return true;
		}
		Set<Region> cleared = this.outdated;
		if (cleared != null && !cleared.contains(key.region())) {
			this.storage.store().clear(key.region());
			cleared.add(key.region());
		}
		return false;
	}

	/**
	 * A miss that no lease and no fill follows.
	 */
	private static Read passed(StoreKey key) {
		return new Read(key, null, NOT_TRUSTED, System.nanoTime(), false, false);
	}

	/**
	 * What was read, as a cache of this consistency sees it.
	 */
	private Lookup ours(Lookup seen) {
		boolean free = seen.slot() instanceof Slot.Absent || seen.slot() instanceof Slot.Unknown;
		boolean eventual = seen.slot() instanceof Slot.Entry entry && entry.kind() == Kind.EVENTUAL;
		if (free || eventual == (this.kind == Kind.EVENTUAL)) {
			return seen;
		}
		if (this.reported.compareAndSet(false, true)) {
			logger.warn(
					"Cache '%s' is %s here and not in another instance: old values may be served, and nothing is shared. Set cache-patterns.caches.%s.consistency alike on all of them."
						.formatted(this.cache, eventual ? "strict" : "eventual", this.cache));
		}
		return eventual ? seen : new Lookup(new Slot.Absent(), seen.generation(), 0);
	}

}
