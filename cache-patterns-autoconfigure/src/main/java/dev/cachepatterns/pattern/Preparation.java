package dev.cachepatterns.pattern;

import java.util.OptionalLong;

import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.store.StoreRejectedException;

/**
 * What has to be done for a miss before its value is loaded.
 *
 * @param storage where entries are
 * @param refusals told of what the store refuses
 */
record Preparation(Storage storage, Refusals refusals) {

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
		return Filler.replaceable(seen.slot())
				? read.seeing(new Lookup(seen.slot(), generation(read.key()), seen.expiresAt())) : read;
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

}
