package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreRejectedException;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * Stores what was loaded after a miss, if nothing has come in between.
 */
final class Filler {

	private final String cache;

	private final Storage storage;

	private final TtlPolicy ttl;

	private final Refusals refusals;

	Filler(String cache, Storage storage, TtlPolicy ttl, Refusals refusals) {
		this.cache = cache;
		this.storage = storage;
		this.ttl = ttl;
		this.refusals = refusals;
	}

	/**
	 * Stores a value in the place of what the read saw.
	 */
	Outcome fill(Read miss, @Nullable Object value, Expected expected, long loadNanos) {
		Lookup seen = miss.seen();
		Duration lifetime = this.ttl.ttl(value);
		if (lifetime.isZero() || seen.generation().isEmpty() || !replaceable(seen.slot())) {
			return Outcome.NOT_WANTED;
		}
		byte[] payload = this.storage.codec().encode(this.cache, value, expected, loadNanos);
		Duration remaining = Duration.ofMillis(seen.expiresAt() - this.storage.clock().millis());
		if (holdsValue(seen) && !miss.broken() && !remaining.isNegative()) {
			// What others read stays, and no longer than it would have
			payload = this.storage.codec().add(payload, ((Slot.Entry) seen.slot()).payload());
			lifetime = (remaining.compareTo(lifetime) < 0) ? remaining : lifetime;
		}
		Slot.Entry entry = Slot.Entry.value(this.storage.random().getAsLong(), seen.generation().getAsLong(), payload);
		try {
			boolean stored = this.storage.store().replace(miss.key(), seen.slot().stamp(), entry, lifetime);
			return stored ? Outcome.STORED : Outcome.CHANGED;
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(miss.key(), ex);
			return Outcome.NOT_WANTED;
		}
	}

	static boolean holdsValue(Lookup lookup) {
		return lookup.live() && lookup.slot() instanceof Slot.Entry entry && entry.kind() == Slot.Kind.VALUE;
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
