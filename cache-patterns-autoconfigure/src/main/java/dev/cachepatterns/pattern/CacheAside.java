package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Filler.Outcome;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
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

	private final Refusals refusals;

	private final Filler filler;

	private final Reader reader;

	private volatile @Nullable Region latest;

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
		this.refusals = new Refusals(cache, stats);
		this.filler = new Filler(cache, storage, ttl, this.refusals);
		this.reader = new Reader(storage, stats);
	}

	/**
	 * The name of the cache.
	 * @return the name
	 */
	public String name() {
		return this.cache;
	}

	Reader reader() {
		return this.reader;
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
	 * Where the entries of the call at hand are.
	 * @return the region
	 */
	public Region region() {
		return region(prefix());
	}

	/**
	 * First part of the keys of the call at hand.
	 * @return the prefix
	 */
	public String prefix() {
		return this.storage.prefix().get();
	}

	/**
	 * Where the entries of a call are.
	 * @param prefix first part of their keys
	 * @return the region
	 */
	public Region region(String prefix) {
		Region known = this.latest;
		if (known == null || !known.prefix().equals(prefix)) {
			known = Region.of(prefix, this.cache);
			this.latest = known;
		}
		return known;
	}

	/**
	 * Reads a key. One round trip.
	 * @param key the key
	 * @param expected what the caller takes
	 * @return the answer; a miss that no fill can follow before {@link #lease}
	 */
	public Read peek(StoreKey key, Expected expected) {
		return this.reader.count(this.reader.look(key, expected));
	}

	/**
	 * Reads a key without blocking the calling thread.
	 * @param key the key
	 * @param expected what the caller takes
	 * @return the answer, as {@link #peek}
	 */
	public CompletionStage<Read> peekAsync(StoreKey key, Expected expected) {
		return this.reader.lookAsync(key, expected).thenApply(this.reader::count);
	}

	/**
	 * Takes the lease of a miss, before its value is loaded. One round trip, two for the
	 * first key of a bucket. Who gets none loads, and stores nothing.
	 * @param read a hit, which needs none, or a miss
	 * @return the read with its lease; it has to be followed by {@link #fill} or
	 * {@link #release}
	 */
	public Read lease(Read read) {
		return lease(read, this.storage.random().getAsLong());
	}

	/**
	 * Takes the lease of a miss by a token of the caller's.
	 */
	Read lease(Read read, long token) {
		return (read.hit() != null) ? read : this.filler.lease(this.filler.prepare(read), token);
	}

	/**
	 * Takes the lease of a miss, without blocking the calling thread.
	 * @param read a hit, which needs none, or a miss
	 * @return the read with its lease
	 */
	public CompletionStage<Read> leaseAsync(Read read) {
		return (read.hit() != null) ? CompletableFuture.completedFuture(read)
				: CompletableFuture.supplyAsync(() -> lease(read), this.storage.executor());
	}

	/**
	 * Gives back the lease of a miss that no fill follows.
	 * @param miss the read; nothing happens if it has no lease
	 */
	public void release(Read miss) {
		this.filler.release(miss);
	}

	/**
	 * Stores what was loaded after a miss, unless something has changed since its lease.
	 * @param miss the read that missed
	 * @param value the loaded value
	 * @param expected what the caller knows of it
	 * @return whether it is stored
	 */
	public boolean fill(Read miss, @Nullable Object value, Expected expected) {
		long nanos = System.nanoTime() - miss.at();
		stats().recordLoad(nanos);
		boolean stored = this.filler.fill(miss, value, expected, nanos) == Outcome.STORED;
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
	 * @throws CodecException if the value cannot be written
	 */
	public void put(StoreKey key, @Nullable Object value, Expected expected) {
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero()) {
			this.store.invalidate(key);
			return;
		}
		try {
			if (this.store.put(key, this.codec.encode(this.cache, value, expected, 0), lifetime)) {
				stats().recordPut();
			}
		}
		catch (StoreRejectedException ex) {
			this.store.invalidate(key);
			this.refusals.report(key, ex);
		}
		catch (CodecException ex) {
			try {
				this.store.invalidate(key);
			}
			catch (StoreException unavailable) {
				ex.addSuppressed(unavailable);
			}
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
	public @Nullable Decoded putIfAbsent(StoreKey key, @Nullable Object value, Expected expected) {
		while (true) {
			Read read = this.reader.look(key, expected);
			if (read.hit() != null) {
				return read.hit();
			}
			Read miss = this.filler.prepare(read);
			Outcome outcome = this.filler.store(miss, value, expected, 0);
			if (outcome == Outcome.STORED) {
				stats().recordPut();
			}
			if (outcome != Outcome.CHANGED) {
				return null;
			}
		}
	}

	/**
	 * Announces a write of a key, before its commit. One round trip.
	 * @param key the key
	 * @return the intent
	 */
	public WriteIntent intend(StoreKey key) {
		return new WriteIntent(key, this.storage, this.ttl, this.refusals);
	}

	/**
	 * Removes an entry.
	 * @param key the key
	 * @return whether it was there
	 */
	public boolean evict(StoreKey key) {
		stats().recordEviction();
		return this.store.invalidate(key);
	}

	/**
	 * Removes all entries, on every instance, before it returns.
	 * @param region where they are
	 */
	public void clear(Region region) {
		stats().recordEviction();
		this.store.clear(region);
	}

}
