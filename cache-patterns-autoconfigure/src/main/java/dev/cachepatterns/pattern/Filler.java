package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Attributes;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.Lifetime;

/**
 * Stores what was loaded after a miss, if nothing has come in between: what has to be
 * done before the load, and after it.
 */
final class Filler {

	private final String cache;

	private final Storage storage;

	private final Lifetimes lifetimes;

	private final Refusals refusals;

	private final Leases leases;

	private final Kind kind;

	private final Renewals renewals;

	private final Preparation preparation;

	private final CacheStats stats;

	Filler(String cache, Storage storage, Lifetimes lifetimes, CacheStats stats, Leases leases, Kind kind) {
		this.cache = cache;
		this.storage = storage;
		this.lifetimes = lifetimes;
		this.stats = stats;
		this.refusals = new Refusals(cache, stats);
		this.leases = leases;
		this.kind = kind;
		this.renewals = new Renewals(storage, lifetimes, leases);
		this.preparation = new Preparation(storage, this.refusals, new TagReader(storage));
	}

	/**
	 * Takes the lease of a miss, if there is nothing else: a write that comes while its
	 * value is loaded takes it away, and with it the right to store what was loaded. One
	 * round trip, two for the first key of a bucket, one more for each tag that is new.
	 * Who gets none loads, and stores nothing.
	 */
	Read lease(Read miss, long token) {
		if (miss.hit() != null) {
			return miss;
		}
		Read leased = take(this.preparation.prepare(miss), token);
		if (leased.lease() != 0) {
			this.stats.recordLease();
		}
		else if (leasable(leased)) {
			this.stats.recordLostLease();
		}
		return leased;
	}

	private Read take(Read miss, long token) {
		Lookup seen = miss.seen();
		if (!leasable(miss)) {
			return miss;
		}
		if (miss.expired()) {
			return this.renewals.claim(miss, token);
		}
		Slot.Entry lease = Slot.Entry.lease(token, seen.generation().orElseThrow());
		Duration time = this.renewals.leaseTime();
		try {
			boolean won = this.storage.store().replace(miss.key(), seen.slot().stamp(), lease, time);
			if (won) {
				this.leases.begin(miss.key(), token, time);
			}
			return won ? miss.leased(lease) : miss;
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(miss.key(), ex);
			return Preparation.unstored(miss);
		}
	}

	Renewals renewals() {
		return this.renewals;
	}

	/**
	 * Gives back the lease of a read whose load has failed.
	 */
	void failed(Read miss, LoadFailure failure) {
		if (miss.lease() == 0 || !this.renewals.failed(miss, failure)) {
			release(miss, failure);
		}
	}

	/**
	 * Whether there is nothing that a lease would have to wait for.
	 */
	boolean leasable(Read miss) {
		Lookup seen = miss.seen();
		if (miss.expired()) {
			return miss.lease() == 0 && this.renewals.possible(miss);
		}
		boolean nothing = seen.slot() instanceof Slot.Absent
				|| (seen.slot() instanceof Slot.Entry there && (!seen.live() || there.kind() == Kind.EVENTUAL));
		return strict() && miss.hit() == null && seen.generation().isPresent() && nothing;
	}

	private boolean strict() {
		return this.kind == Kind.VALUE;
	}

	/**
	 * Gives back the lease of a read whose value will not be stored. What cannot be given
	 * back ends with its time.
	 */
	void release(Read miss) {
		release(miss, null);
	}

	private void release(Read miss, @Nullable LoadFailure failure) {
		if (miss.lease() == 0) {
			return;
		}
		try {
			this.storage.store().remove(miss.key(), miss.lease());
		}
		catch (StoreException ex) {
			// Ends with its time
		}
		finally {
			this.leases.end(miss.lease(), failure);
		}
	}

	/**
	 * Stores what was loaded, if the read's lease still stands there, or the value that
	 * others read and it could not.
	 * @return whether it is stored
	 */
	boolean fill(Read miss, @Nullable Object value, Caller caller, long loadNanos) {
		this.renewals.record(loadNanos);
		if (strict() && miss.lease() == 0 && (miss.broken() || !holds(miss.seen(), this.kind))) {
			return false;
		}
		try {
			Outcome outcome = store(miss, value, caller, loadNanos);
			if (outcome == Outcome.NOT_WANTED) {
				release(miss);
			}
			else if (outcome == Outcome.CHANGED) {
				this.stats.recordRefusedFill();
			}
			return outcome == Outcome.STORED;
		}
		catch (StoreException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Of the codec or the policy
			release(miss);
			throw ex;
		}
		finally {
			this.leases.end(miss.lease(), null);
		}
	}

	/**
	 * What others get of a value that was loaded.
	 * @return the bytes; {@code null} if it is not for others
	 */
	byte @Nullable [] encode(@Nullable Object value, Caller caller) {
		return this.lifetimes.of(value, caller).stored()
				? this.storage.codec().encode(this.cache, value, caller.expected(), 0) : null;
	}

	/**
	 * Stores a value if there is none.
	 * @return the value that is there, {@code null} if there is none
	 */
	@Nullable Decoded storeIfAbsent(Supplier<Read> look, @Nullable Object value, Caller caller) {
		while (true) {
			Read read = look.get();
			if (read.hit() != null || store(this.preparation.prepare(read), value, caller, 0) != Outcome.CHANGED) {
				return read.hit();
			}
		}
	}

	/**
	 * Stores a value in the place of what the read saw.
	 */
	private Outcome store(Read miss, @Nullable Object value, Caller caller, long loadNanos) {
		Lookup seen = miss.seen();
		Lifetime full = this.lifetimes.of(value, caller);
		boolean place = seen.generation().isPresent() && replaceable(seen.slot()) && miss.tags().complete();
		if (!full.stored() || !place) {
			return Outcome.NOT_WANTED;
		}
		Attributes attributes = new Attributes(loadNanos, this.lifetimes.freshness(full), miss.tags().stamps());
		byte[] payload = this.storage.codec().encode(this.cache, value, caller.expected(), attributes);
		Duration lifetime = Lifetimes.stored(full);
		Duration remaining = Duration.ofMillis(seen.expiresAt() - this.storage.clock().millis());
		boolean joins = miss.lease() == 0 && holds(seen, this.kind) && !miss.broken();
		if (joins && !remaining.isNegative()) {
			// What others read stays, and no longer than it would have
			byte[] joined = this.storage.codec().add(payload, ((Slot.Entry) seen.slot()).payload());
			try {
				return replace(miss, joined, (remaining.compareTo(lifetime) < 0) ? remaining : lifetime);
			}
			catch (StoreRejectedException ex) {
				// Together they are too large: the newer one takes the place
			}
		}
		try {
			return replace(miss, payload, lifetime);
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(miss.key(), ex);
			return Outcome.NOT_WANTED;
		}
	}

	private Outcome replace(Read miss, byte[] payload, Duration lifetime) {
		long generation = miss.seen().generation().orElseThrow();
		long stamp = this.storage.random().getAsLong();
		if (!strict()) {
			this.storage.store().set(miss.key(), Slot.Entry.eventual(stamp, generation, payload), lifetime);
		}
		else {
			Slot.Entry entry = Slot.Entry.value(stamp, generation, payload);
			if (!this.storage.store().replace(miss.key(), miss.seen().slot().stamp(), entry, lifetime)) {
				return Outcome.CHANGED;
			}
		}
		this.stats.recordPut();
		return Outcome.STORED;
	}

	static boolean holds(Lookup lookup, Kind kind) {
		return lookup.live() && lookup.slot() instanceof Slot.Entry entry && entry.kind() == kind;
	}

	static boolean replaceable(Slot slot) {
		return slot instanceof Slot.Absent || slot instanceof Slot.Entry;
	}

	/**
	 * What became of a value that was to be stored.
	 */
	private enum Outcome {

		/**
		 * It is stored.
		 */
		STORED,

		/**
		 * Something else stands there now.
		 */
		CHANGED,

		/**
		 * The policy, a write in flight or the backend keeps it out.
		 */
		NOT_WANTED

	}

}
