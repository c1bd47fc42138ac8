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
 */
public record Read(StoreKey key, @Nullable Decoded hit, Lookup seen, long at, boolean broken, boolean leased) {

	Read seeing(Lookup lookup) {
		return new Read(this.key, this.hit, lookup, this.at, this.broken, false);
	}

	Read leased(Slot.Entry lease) {
		return new Read(this.key, this.hit, new Lookup(lease, OptionalLong.of(lease.generation()), 0), this.at, false,
				true);
	}

	/**
	 * The token of the lease that this read has taken.
	 * @return the token, 0 if it has none
	 */
	public long lease() {
		return this.leased ? this.seen.slot().stamp() : 0;
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
