package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.ttl.LoadTimeouts;
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

	private final Refresher refresher;

	private final LoadTimeouts timeouts;

	private volatile Mode mode = Mode.ON;

	/**
	 * A cache.
	 * @param cache its name
	 * @param storage where its entries are
	 * @param ttl how long they live
	 * @param stats counts what happens
	 * @param consistency what it promises
	 * @param timeouts how long callers wait for a load
	 */
	public CacheAside(String cache, Storage storage, TtlPolicy ttl, CacheStats stats, Consistency consistency,
			LoadTimeouts timeouts) {
		this.timeouts = timeouts;
		this.cache = cache;
		this.storage = storage;
		this.stats = stats;
		Leases leases = new Leases();
		this.eventual = consistency == Consistency.EVENTUAL;
		Kind kind = this.eventual ? Kind.EVENTUAL : Kind.VALUE;
		Lifetimes lifetimes = new Lifetimes(ttl, storage.clock());
		this.filler = new Filler(cache, storage, lifetimes, stats, leases, kind);
		this.refresher = new Refresher(storage, this.filler.renewals(), lifetimes, stats);
		this.reader = new Reader(cache, storage, stats, kind, this::mode);
		this.waiting = new Waiting(this, leases);
		this.writer = new Writer(storage,
				new Encoder(cache, storage.codec(), lifetimes, new Refusals(cache, stats), stats), consistency,
				this::mode);
	}

	/**
	 * What the cache does for this instance: {@link Mode#ON} at first.
	 * @return the mode
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
	 */
	public String name() {
		return this.cache;
	}

	/**
	 * What all caches share.
	 */
	public Storage storage() {
		return this.storage;
	}

	/**
	 * How long a caller waits for a load.
	 */
	public LoadTimeouts timeouts(Caller caller) {
		return caller.timeouts().apply(this.timeouts);
	}

	/**
	 * What was counted.
	 */
	public CacheStats stats() {
		return this.stats;
	}

	/**
	 * Reads a key. One round trip.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @return the answer; a miss that no fill can follow without a lease
	 */
	public Read peek(StoreKey key, Caller caller) {
		return this.reader.count(this.reader.look(key, caller));
	}

	/**
	 * {@link #peek} without blocking the calling thread.
	 */
	public CompletionStage<Read> peekAsync(StoreKey key, Caller caller) {
		return this.reader.lookAsync(key, caller).thenApply(this.reader::count);
	}

	/**
	 * Reads a key for a caller that loads what is missing, and takes the lease of a miss.
	 * While another caller loads, it waits for that value for the wait budget. One round
	 * trip for a hit.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @param onMiss asked what the caller may do about a miss
	 * @return the answer; a miss has to be followed by {@link #fill} or {@link #release}
	 * @throws InterruptedException if interrupted while another caller loads
	 */
	public Read read(StoreKey key, Caller caller, Supplier<OnMiss> onMiss) throws InterruptedException {
		return this.reader.count(this.waiting.read(key, caller, onMiss));
	}

	/**
	 * {@link #read} without blocking the calling thread.
	 */
	public CompletableFuture<Read> readAsync(StoreKey key, Caller caller) {
		return this.waiting.readAsync(key, caller).thenApply(this.reader::count);
	}

	Reader reader() {
		return this.reader;
	}

	Waiting waiting() {
		return this.waiting;
	}

	Filler filler() {
		return this.filler;
	}

	/**
	 * Whether it promises no consistency.
	 */
	public boolean eventual() {
		return this.eventual;
	}

	/**
	 * Keeps the value of a hit in the cache: has it loaded anew where that is due, by one
	 * caller of all instances, and lets it live on where it lives as long as it is read.
	 * Returns at once.
	 * @param hit the read
	 * @param loader given a read to load for, on another thread, which has to be followed
	 * by {@link #fill} or {@link #release}
	 */
	public void keep(Read hit, Consumer<Read> loader) {
		this.refresher.keep(hit, loader);
	}

	/**
	 * Gives back the lease of a miss that no fill follows. A value that is still there is
	 * removed; if its load has failed it is served on, and nobody loads it anew for a
	 * while.
	 * @param miss the read; nothing happens if it has no lease
	 * @param failure what its load has failed with, {@code null} if it has not
	 */
	public void release(Read miss, @Nullable LoadFailure failure) {
		if (failure != null) {
			this.stats.recordFailedLoad();
			this.filler.failed(miss, failure);
		}
		else {
			this.filler.release(miss);
		}
	}

	/**
	 * Stores what was loaded after a miss, unless something has changed since its lease.
	 * @param miss the read that missed
	 * @param value the loaded value
	 * @param caller who has loaded it
	 * @return whether it is stored
	 */
	public boolean fill(Read miss, @Nullable Object value, Caller caller) {
		long nanos = System.nanoTime() - miss.at();
		stats().recordLoad(nanos);
		if (mode() != Mode.ON) {
			release(miss, null);
			return false;
		}
		return this.filler.fill(miss, value, caller, nanos);
	}

	/**
	 * Stores a value, whatever is there. A value that cannot be stored, because it is a
	 * {@code null} that the policy does not keep or because the codec or the backend
	 * refuses it, removes the old one instead.
	 * @param key the key
	 * @param value the value
	 * @param caller who stores it
	 * @throws CodecException if the value cannot be written
	 */
	public void put(StoreKey key, @Nullable Object value, Caller caller) {
		if (this.writer.put(key, value, caller)) {
			stats().recordPut();
		}
	}

	/**
	 * Stores a value if there is none.
	 * @param key the key
	 * @param value the value
	 * @param caller who stores it
	 * @return the value that was there, {@code null} if there was none
	 */
	public @Nullable Decoded putIfAbsent(StoreKey key, @Nullable Object value, Caller caller) {
		if (mode() != Mode.ON) {
			evict(key);
			return null;
		}
		return this.filler.storeIfAbsent(() -> this.reader.look(key, caller), value, caller);
	}

	/**
	 * Announces a write of a key, before its commit. One round trip, two or three if what
	 * it leaves gets tags.
	 * @param key the key
	 * @param caller who writes
	 * @return the intent
	 */
	public WriteIntent intend(StoreKey key, Caller caller) {
		return this.writer.intend(key, caller);
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
