package dev.cachepatterns.pattern;

import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * The answer of a cache to a read.
 *
 * @param key what was read
 * @param hit the cached value, {@code null} on a miss
 * @param seen what stood there, for the fill that follows a miss
 * @param at when it was read, in {@link System#nanoTime()}
 * @param broken whether a value stands there that cannot be read
 * @param leased whether the lease that stands there is this reader's own
 * @param turn the load that the read has begun while the cache is out
 */
public record Read(StoreKey key, @Nullable Decoded hit, Lookup seen, long at, boolean broken, boolean leased,
		@Nullable Turn turn) {

	// Neither served nor leased
	private static final Lookup PASSED = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	Read(StoreKey key, @Nullable Decoded hit, Lookup seen, boolean broken) {
		this(key, hit, seen, System.nanoTime(), broken, false, null);
	}

	/**
	 * A miss that no lease follows, and no fill but that of its turn.
	 */
	static Read past(StoreKey key, @Nullable Turn turn) {
		return new Read(key, null, PASSED, System.nanoTime(), false, false, turn);
	}

	/**
	 * A miss that nothing follows.
	 * @param key what would have been read
	 * @return the miss
	 */
	public static Read past(StoreKey key) {
		return past(key, null);
	}

	/**
	 * What another caller has loaded.
	 */
	static Read copied(StoreKey key, Decoded copy) {
		return new Read(key, copy, PASSED, false);
	}

	Read seeing(Lookup lookup) {
		return new Read(this.key, this.hit, lookup, this.at, this.broken, false, null);
	}

	Read leased(Slot.Entry lease) {
		return new Read(this.key, this.hit, new Lookup(lease, OptionalLong.of(lease.generation()), 0), this.at, false,
				true, null);
	}

	/**
	 * The token of the lease that this read has taken.
	 * @return the token, 0 if it has none
	 */
	public long lease() {
		return this.leased ? this.seen.slot().stamp() : 0;
	}

	/**
	 * Whether others wait for what this read does next.
	 * @return {@code false} if nothing has to be ended
	 */
	public boolean awaited() {
		return this.leased || this.turn != null;
	}

	/**
	 * The stamp under which a load of what is missing stands on the server: another
	 * reader's lease, or a value that others read and this caller cannot.
	 * @return the stamp, 0 if there is none
	 */
	long stamp() {
		return (this.seen.live() && !this.broken) ? this.seen.slot().stamp() : 0;
	}

	/**
	 * Whether another reader is loading.
	 */
	boolean leasedByAnother() {
		return !this.leased && this.seen.live() && this.seen.slot() instanceof Slot.Entry entry
				&& entry.kind() == Slot.Kind.LEASE;
	}

}
