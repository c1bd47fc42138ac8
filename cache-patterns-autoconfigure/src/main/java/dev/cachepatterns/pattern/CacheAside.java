package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Filler.Outcome;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreKey;
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

	private final Storage storage;

	private final CacheStats stats;

	private final Writer writer;

	private final boolean eventual;

	private final Filler filler;

	private final Reader reader;

	private final Waiting waiting;

	private volatile Mode mode = Mode.ON;

	/**
	 * A cache.
	 * @param cache its name
	 * @param storage where its entries are
	 * @param ttl how long they live
	 * @param stats counts what happens
	 * @param consistency what it promises
	 */
	public CacheAside(String cache, Storage storage, TtlPolicy ttl, CacheStats stats, Consistency consistency) {
		this.cache = cache;
		this.storage = storage;
		this.stats = stats;
		Refusals refusals = new Refusals(cache, stats);
		Leases leases = new Leases();
		this.eventual = consistency == Consistency.EVENTUAL;
		Kind kind = this.eventual ? Kind.EVENTUAL : Kind.VALUE;
		this.filler = new Filler(cache, storage, ttl, refusals, leases, kind);
		this.reader = new Reader(cache, storage, stats, kind, this::mode);
		this.waiting = new Waiting(this, leases);
		this.writer = new Writer(storage, new Encoder(cache, storage.codec(), ttl, refusals, stats), consistency,
				this::mode);
	}

	/**
	 * What the cache does for this instance.
	 * @return the mode, {@link Mode#ON} at first
	 */
	public Mode mode() {
		return this.mode;
	}

	/**
	 * Switches the cache for this instance, from the next step of any call on. One that
	 * was off is cleared before its next use, as writes have passed it by.
	 * @param mode the mode
	 */
	public void switchTo(Mode mode) {
		this.reader.switched(this.mode, mode);
		this.mode = mode;
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
	 * Reads a key for a caller that loads what is missing, and takes the lease of a miss.
	 * While another caller loads, it waits for that value for the wait budget. One round
	 * trip for a hit.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param onMiss asked what the caller may do about a miss
	 * @return the answer; a miss has to be followed by {@link #fill} or {@link #release}
	 * @throws InterruptedException if interrupted while another caller loads
	 */
	public Read read(StoreKey key, Expected expected, Supplier<OnMiss> onMiss) throws InterruptedException {
		return this.reader.count(this.waiting.read(key, expected, onMiss));
	}

	/**
	 * The same, without blocking the calling thread.
	 * @param key the key
	 * @param expected what the caller takes
	 * @return the answer, as {@link #read}
	 */
	public CompletableFuture<Read> readAsync(StoreKey key, Expected expected) {
		return this.waiting.readAsync(key, expected).thenApply(this.reader::count);
	}

	Reader reader() {
		return this.reader;
	}

	Filler filler() {
		return this.filler;
	}

	/**
	 * Whether it promises no consistency.
	 * @return {@code true} for {@link Consistency#EVENTUAL}
	 */
	public boolean eventual() {
		return this.eventual;
	}

	/**
	 * Takes the lease of a miss, before its value is loaded. One round trip, two for the
	 * first key of a bucket. Who gets none loads, and stores nothing.
	 */
	Read lease(Read read, long token) {
		if (read.hit() != null) {
			return read;
		}
		Read leased = this.filler.lease(this.filler.prepare(read), token);
		if (leased.lease() != 0) {
			this.stats.recordLease();
		}
		else if (this.filler.leasable(leased)) {
			this.stats.recordLostLease();
		}
		return leased;
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
		if (mode() != Mode.ON) {
			release(miss);
			return false;
		}
		Outcome outcome = this.filler.fill(miss, value, expected, nanos);
		if (outcome == Outcome.STORED) {
			this.stats.recordPut();
		}
		else if (outcome == Outcome.CHANGED) {
			this.stats.recordRefusedFill();
		}
		return outcome == Outcome.STORED;
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
		if (this.writer.put(key, value, expected)) {
			stats().recordPut();
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
		if (mode() != Mode.ON) {
			evict(key);
			return null;
		}
		while (true) {
			Read read = this.reader.look(key, expected);
			if (read.hit() != null) {
				return read.hit();
			}
			Outcome outcome = this.filler.store(this.filler.prepare(read), value, expected, 0);
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
		return this.writer.intend(key);
	}

	/**
	 * Announces a write that makes the whole cache old, before its commit.
	 * @param region where its entries are
	 * @return the intent
	 */
	public Intent intendClear(Region region) {
		return this.writer.intendClear(region);
	}

	/**
	 * Removes an entry.
	 * @param key the key
	 * @return whether it was there
	 */
	public boolean evict(StoreKey key) {
		stats().recordEviction();
		return this.writer.evict(key);
	}

	/**
	 * Removes all entries, on every instance, before it returns.
	 * @param region where they are
	 */
	public void clear(Region region) {
		stats().recordEviction();
		this.writer.clear(region);
	}

}
