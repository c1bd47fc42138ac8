package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * Cache-aside on one cache: what a hit, a miss, a fill and a write mean.
 * <p>
 * A fill stores its value only if the key is still what the read saw, under the
 * generation that the read saw: a value written meanwhile stays, and a clear meanwhile
 * wins. A write that cannot leave its value removes the old one.
 */
public final class CacheAside {

	private final String cache;

	private final CacheStore store;

	private final EntryCodec codec;

	private final Storage storage;

	private final TtlPolicy ttl;

	private final CacheStats stats;

	/**
	 * A cache.
	 * @param cache its name
	 * @param storage where its entries are
	 * @param ttl how long they live
	 * @param stats counts what happens
	 */
	public CacheAside(String cache, Storage storage, TtlPolicy ttl, CacheStats stats) {
		this.cache = cache;
		this.store = storage.store();
		this.codec = storage.codec();
		this.storage = storage;
		this.ttl = ttl;
		this.stats = stats;
	}

	/**
	 * The name of the cache.
	 * @return the name
	 */
	public String name() {
		return this.cache;
	}

	/**
	 * What all caches share.
	 * @return the storage
	 */
	public Storage storage() {
		return this.storage;
	}

	/**
	 * What was counted.
	 * @return the counts
	 */
	public CacheStats stats() {
		return this.stats;
	}

	/**
	 * Reads a key. One round trip on a hit.
	 * @param key the key
	 * @param expected what the caller takes
	 * @return the answer
	 */
	public Read read(String key, Expected expected) {
		StoreKey name = StoreKey.of(this.cache, key);
		Read read = interpret(name, this.store.get(name), expected);
		return (read.hit() != null) ? read : prepare(name, read);
	}

	/**
	 * Reads a key without blocking the calling thread.
	 * @param key the key
	 * @param expected what the caller takes
	 * @return the answer
	 */
	public CompletionStage<Read> readAsync(String key, Expected expected) {
		StoreKey name = StoreKey.of(this.cache, key);
		return this.store.getAsync(name).thenCompose((lookup) -> {
			Read read = interpret(name, lookup, expected);
			boolean ready = read.hit() != null || lookup.generation().isPresent();
			return ready ? CompletableFuture.completedFuture(read)
					: CompletableFuture.supplyAsync(() -> prepare(name, read), this.storage.executor());
		});
	}

	/**
	 * Stores what was loaded after a miss, unless something has changed since.
	 * @param key the key
	 * @param miss the read that missed
	 * @param value the loaded value
	 * @param expected what the caller knows of it
	 * @return whether it is stored
	 */
	public boolean fill(String key, Read miss, @Nullable Object value, Expected expected) {
		stats().recordLoad(System.nanoTime() - miss.at());
		return store(key, miss, value, expected);
	}

	private boolean store(String key, Read miss, @Nullable Object value, Expected expected) {
		Duration lifetime = this.ttl.ttl(value);
		OptionalLong generation = miss.seen().generation();
		if (lifetime.isZero() || generation.isEmpty() || !replaceable(miss.seen().slot())) {
			return false;
		}
		byte[] payload = this.codec.encode(this.cache, value, expected);
		Slot.Entry entry = Slot.Entry.value(this.storage.random().getAsLong(), generation.getAsLong(), payload);
		boolean stored = this.store.replace(StoreKey.of(this.cache, key), miss.seen().slot().stamp(), entry, lifetime);
		if (stored) {
			stats().recordPut();
		}
		return stored;
	}

	/**
	 * Stores a value, whatever is there. A value that cannot be stored, because it is a
	 * {@code null} that the policy does not keep or because the codec or the backend
	 * refuses it, removes the old one instead.
	 * @param key the key
	 * @param value the value
	 * @param expected what the caller knows of it
	 */
	public void put(String key, @Nullable Object value, Expected expected) {
		StoreKey name = StoreKey.of(this.cache, key);
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero()) {
			this.store.invalidate(name);
			return;
		}
		try {
			if (this.store.put(name, this.codec.encode(this.cache, value, expected), lifetime)) {
				stats().recordPut();
			}
		}
		catch (StoreUnavailableException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			this.store.invalidate(name);
			throw ex;
		}
	}

	/**
	 * Stores a value if there is none.
	 * @param key the key
	 * @param value the value
	 * @param expected what the caller knows of it
	 * @return the value that was there, {@code null} if there was none
	 */
	public @Nullable Decoded putIfAbsent(String key, @Nullable Object value, Expected expected) {
		StoreKey name = StoreKey.of(this.cache, key);
		while (true) {
			Lookup lookup = this.store.get(name);
			Read read = decode(name, lookup, expected);
			if (read.hit() != null) {
				return read.hit();
			}
			Read miss = prepare(name, read);
			boolean possible = miss.seen().generation().isPresent() && replaceable(lookup.slot())
					&& !this.ttl.ttl(value).isZero();
			if (!possible || store(key, miss, value, expected)) {
				return null;
			}
		}
	}

	/**
	 * Removes an entry.
	 * @param key the key
	 * @return whether it was there
	 */
	public boolean evict(String key) {
		stats().recordEviction();
		return this.store.invalidate(StoreKey.of(this.cache, key));
	}

	/**
	 * Removes all entries, on every instance, before it returns.
	 */
	public void clear() {
		stats().recordEviction();
		this.store.clear(this.cache);
	}

	private Read interpret(StoreKey name, Lookup lookup, Expected expected) {
		Read read = decode(name, lookup, expected);
		if (read.hit() != null) {
			stats().recordHit();
		}
		else {
			stats().recordMiss();
		}
		return read;
	}

	private Read decode(StoreKey name, Lookup lookup, Expected expected) {
		if (!lookup.live() || !(lookup.slot() instanceof Slot.Entry entry) || entry.kind() != Slot.Kind.VALUE) {
			return new Read(null, lookup, System.nanoTime());
		}
		try {
			return new Read(this.codec.decode(entry.payload(), expected), lookup, System.nanoTime());
		}
		catch (CodecException ex) {
			// A miss: the fill replaces exactly this entry
			stats().recordUndecodable();
			return new Read(null, lookup, System.nanoTime());
		}
	}

	/**
	 * Makes the generation that a fill needs, before the load: made after it, it could
	 * hide a clear that came in between.
	 */
	private Read prepare(StoreKey name, Read miss) {
		Lookup seen = miss.seen();
		if (seen.generation().isPresent() || !replaceable(seen.slot())) {
			return miss;
		}
		return new Read(null, new Lookup(seen.slot(), this.store.generation(name)), miss.at());
	}

	private static boolean replaceable(Slot slot) {
		return slot instanceof Slot.Absent || slot instanceof Slot.Entry;
	}

}
