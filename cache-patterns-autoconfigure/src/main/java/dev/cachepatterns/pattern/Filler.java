package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.Slot.Kind;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * Stores what was loaded after a miss, if nothing has come in between: what has to be
 * done before the load, and after it.
 */
final class Filler {

	private final String cache;

	private final Storage storage;

	private final TtlPolicy ttl;

	private final Refusals refusals;

	private final Leases leases;

	private final Kind kind;

	Filler(String cache, Storage storage, TtlPolicy ttl, Refusals refusals, Leases leases, Kind kind) {
		this.cache = cache;
		this.storage = storage;
		this.ttl = ttl;
		this.refusals = refusals;
		this.leases = leases;
		this.kind = kind;
	}

	/**
	 * Whether a read is a hit, or a miss that a fill can follow.
	 */
	static boolean prepared(Read read) {
		return read.hit() != null || (read.seen().generation().isPresent() && !read.broken());
	}

	/**
	 * Makes the generation that a fill needs, before the load: made after it, it could
	 * hide a clear that came in between. A value that cannot be read is removed.
	 */
	Read prepare(Read read) {
		if (prepared(read)) {
			return read;
		}
		Lookup seen = read.seen();
		if (read.broken()) {
			return discarded(read) ? read.seeing(new Lookup(new Slot.Absent(), seen.generation(), 0)) : read;
		}
		return replaceable(seen.slot()) ? read.seeing(new Lookup(seen.slot(), generation(read.key()), seen.expiresAt()))
				: read;
	}

	private OptionalLong generation(StoreKey key) {
		try {
			return this.storage.store().generation(key);
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(key, ex);
			return OptionalLong.empty();
		}
	}

	private boolean discarded(Read broken) {
		try {
			return this.storage.store().remove(broken.key(), broken.seen().slot().stamp());
		}
		catch (StoreException ex) {
			// The fill replaces it
			return false;
		}
	}

	/**
	 * Takes the lease of a miss, if there is nothing else: a write that comes while its
	 * value is loaded takes it away, and with it the right to store what was loaded.
	 */
	Read lease(Read miss, long token) {
		Lookup seen = miss.seen();
		if (!leasable(miss)) {
			return miss;
		}
		Slot.Entry lease = Slot.Entry.lease(token, seen.generation().orElseThrow());
		try {
			boolean won = this.storage.store()
				.replace(miss.key(), seen.slot().stamp(), lease, this.storage.timeouts().lease());
			if (won) {
				this.leases.begin(token);
			}
			return won ? miss.leased(lease) : miss;
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(miss.key(), ex);
			return miss.seeing(new Lookup(seen.slot(), OptionalLong.empty(), 0));
		}
	}

	/**
	 * Whether there is nothing that a lease would have to wait for.
	 */
	boolean leasable(Read miss) {
		Lookup seen = miss.seen();
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
			this.leases.end(miss.lease());
		}
	}

	/**
	 * Stores what was loaded, if the read's lease still stands there, or the value that
	 * others read and it could not.
	 */
	Outcome fill(Read miss, @Nullable Object value, Expected expected, long loadNanos) {
		if (strict() && miss.lease() == 0 && (miss.broken() || !holds(miss.seen(), this.kind))) {
			return Outcome.NOT_WANTED;
		}
		try {
			Outcome outcome = store(miss, value, expected, loadNanos);
			if (outcome == Outcome.NOT_WANTED) {
				release(miss);
			}
			return outcome;
		}
		catch (CodecException ex) {
			release(miss);
			throw ex;
		}
		finally {
			this.leases.end(miss.lease());
		}
	}

	/**
	 * What others get of a value that was loaded.
	 * @return the bytes; {@code null} if it is not for others
	 */
	byte @Nullable [] encode(@Nullable Object value, Expected expected) {
		return this.ttl.ttl(value).isZero() ? null : this.storage.codec().encode(this.cache, value, expected, 0);
	}

	/**
	 * Stores a value in the place of what the read saw.
	 */
	Outcome store(Read miss, @Nullable Object value, Expected expected, long loadNanos) {
		Lookup seen = miss.seen();
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero() || seen.generation().isEmpty() || !replaceable(seen.slot())) {
			return Outcome.NOT_WANTED;
		}
		byte[] payload = this.storage.codec().encode(this.cache, value, expected, loadNanos);
		Duration remaining = Duration.ofMillis(seen.expiresAt() - this.storage.clock().millis());
		if (holds(seen, this.kind) && !miss.broken() && !remaining.isNegative()) {
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
			return Outcome.STORED;
		}
		Slot.Entry entry = Slot.Entry.value(stamp, generation, payload);
		boolean stored = this.storage.store().replace(miss.key(), miss.seen().slot().stamp(), entry, lifetime);
		return stored ? Outcome.STORED : Outcome.CHANGED;
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
	enum Outcome {

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
