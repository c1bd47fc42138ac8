package dev.cachepatterns.store;

import java.util.OptionalLong;

/**
 * A key and the generation of its bucket, read in one round trip.
 *
 * @param slot what stands under the key
 * @param generation the current generation; empty when there is none yet, or while a
 * clear is in flight
 * @param expiresAt when the entry vanishes, in milliseconds since the epoch by the clock
 * of who stored it; 0 where there is none
 */
public record Lookup(Slot slot, OptionalLong generation, long expiresAt) {

	/**
	 * The answer of a backend of which nobody can say whether it is to be believed: as if
	 * it had not answered.
	 */
	public static final Lookup IN_DOUBT = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	/**
	 * The same, with an entry as a clear leaves it behind.
	 * @return what is not {@link #live}
	 */
	public Lookup outdated() {
		if (!(this.slot instanceof Slot.Entry entry)) {
			return this;
		}
		Slot.Entry dead = new Slot.Entry(entry.kind(), entry.stamp(), ~entry.generation(), entry.payload());
		return live() ? new Lookup(dead, this.generation, this.expiresAt) : this;
	}

	/**
	 * Whether the slot holds an entry of the current generation.
	 * @return {@code false} for entries that a clear has left behind
	 */
	public boolean live() {
		return this.slot instanceof Slot.Entry entry && this.generation.isPresent()
				&& entry.generation() == this.generation.getAsLong();
	}

}
