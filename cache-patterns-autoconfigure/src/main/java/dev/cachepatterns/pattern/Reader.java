package dev.cachepatterns.pattern;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.pattern.TagReader.Found;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Reads what stands under a key, and says what it is to a caller.
 */
final class Reader {

	private static final Log logger = LogFactory.getLog(CacheAside.class);

	private final String cache;

	private final Storage storage;

	private final CacheStats stats;

	private final Kind kind;

	private final Supplier<Mode> mode;

	// Whether the clear of a region is done, since the cache was off; null if it never
	// was
	private volatile @Nullable Map<Region, Boolean> cleared;

	private final TagReader tags;

	private final AtomicBoolean reported = new AtomicBoolean();

	Reader(String cache, Storage storage, CacheStats stats, Kind kind, Supplier<Mode> mode) {
		this.cache = cache;
		this.storage = storage;
		this.tags = new TagReader(storage);
		this.stats = stats;
		this.kind = kind;
		this.mode = mode;
	}

	/**
	 * Reads a key, and leaves the counting to the caller.
	 */
	Read look(StoreKey key, Caller caller) {
		if (passing(key)) {
			return Read.past(key, null);
		}
		List<String> names = caller.tags().get();
		if (names.isEmpty()) {
			Read read = decode(key, found(trusted(key)), caller.expected());
			return foreign(read, Tags.NONE) ? judge(read, Tags.NONE, tagsOf(read)) : read;
		}
		Found found = this.tags.read(key, names);
		Read read = decode(key, Objects.requireNonNull(found.entry()), caller.expected());
		return judge(read, found.tags(), foreign(read, found.tags()) ? tagsOf(read) : found.tags());
	}

	/**
	 * Whether the value has tags that were not read with it.
	 */
	private static boolean foreign(Read read, Tags known) {
		Decoded value = read.value();
		return value != null && !value.tags().isEmpty() && !known.cover(value.tags());
	}

	private Tags tagsOf(Read read) {
		return this.tags.read(read.key().region(), namesOf(read));
	}

	private static List<String> namesOf(Read read) {
		return TagReader.names(Objects.requireNonNull(read.value()).tags());
	}

	/**
	 * What a read means, given the tags of its value.
	 */
	private static Read judge(Read read, Tags own, Tags known) {
		Decoded value = read.value();
		boolean current = value == null || known.confirm(value.tags());
		return (current ? read : Read.miss(read.key(), read.seen().outdated())).tagged(own);
	}

	private Lookup found(StoreKey key) {
		return (this.kind == Kind.EVENTUAL) ? this.storage.store().getRecent(key) : this.storage.store().get(key);
	}

	/**
	 * Reads a key without blocking the calling thread, and leaves the counting to the
	 * caller.
	 */
	CompletionStage<Read> lookAsync(StoreKey key, Caller caller) {
		if (passing(key)) {
			return CompletableFuture.completedFuture(Read.past(key, null));
		}
		List<String> names = caller.tags().get();
		try {
			if (names.isEmpty()) {
				return this.storage.store()
					.getAsync(trusted(key))
					.thenCompose((lookup) -> judgeAsync(decode(key, lookup, caller.expected()), Tags.NONE));
			}
			return this.tags.readAsync(key, key.region(), names).thenCompose((found) -> {
				Read read = decode(key, Objects.requireNonNull(found.entry()), caller.expected());
				return judgeAsync(read, found.tags());
			});
		}
		catch (StoreUnavailableException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private CompletionStage<Read> judgeAsync(Read read, Tags own) {
		if (!foreign(read, own)) {
			return CompletableFuture.completedFuture(judge(read, own, own));
		}
		return this.tags.readAsync(null, read.key().region(), namesOf(read))
			.thenApply((found) -> judge(read, own, found.tags()));
	}

	/**
	 * Counts a hit or a miss.
	 */
	Read count(Read read) {
		Decoded hit = read.hit();
		if (hit != null) {
			this.stats.recordHit();
			if (!hit.freshness().always() && hit.freshness().until() <= this.storage.clock().millis()) {
				this.stats.recordStaleHit();
			}
		}
		else {
			this.stats.recordMiss();
		}
		return read;
	}

	/**
	 * A key, if the answer of the cache may be believed. To be asked before the cache, as
	 * what is owed may be replayed before its answer is judged, and again with the
	 * answer.
	 */
	private StoreKey trusted(StoreKey key) {
		return this.storage.trust().check(key);
	}

	private Read decode(StoreKey key, Lookup lookup, Expected expected) {
		trusted(key);
		if (lookup == Lookup.IN_DOUBT) {
			// Its callers share what loads the database can bear
			throw StoreUnavailableException.notAsked("Nobody knows which run of the cache has answered");
		}
		Lookup seen = ours(lookup);
		if (!Filler.holds(seen, this.kind)) {
			return Read.miss(key, seen);
		}
		try {
			Decoded found = this.storage.codec().decode(((Slot.Entry) seen.slot()).payload(), expected);
			return (found != null) ? aged(key, found, seen) : Read.miss(key, seen);
		}
		catch (CodecException ex) {
			this.stats.recordUndecodable();
			return Read.broken(key, seen);
		}
	}

	private Read aged(StoreKey key, Decoded found, Lookup seen) {
		Freshness freshness = found.freshness();
		if (freshness.always()) {
			return Read.hit(key, found, Phase.FRESH, seen);
		}
		long now = this.storage.clock().millis();
		return (now < freshness.end()) ? Read.hit(key, found, Phase.of(freshness, now), seen) : Read.miss(key, seen);
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
			this.cleared = new ConcurrentHashMap<>();
		}
	}

	private boolean passing(StoreKey key) {
		if (this.mode.get() != Mode.ON) {
			return true;
		}
		Map<Region, Boolean> cleared = this.cleared;
		return cleared != null && !cleared(key.region(), cleared);
	}

	/**
	 * Clears a region that was not since the cache was off, once: who comes meanwhile
	 * passes by, as a clear for each would be more than a server bears.
	 */
	private boolean cleared(Region region, Map<Region, Boolean> cleared) {
		Boolean done = cleared.putIfAbsent(region, false);
		if (done != null) {
			return done;
		}
		try {
			this.storage.store().clear(region);
			cleared.put(region, true);
			return true;
		}
		finally {
			cleared.remove(region, false);
		}
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
