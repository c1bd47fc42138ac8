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
 * @param tags reads and makes tags
 */
record Preparation(Storage storage, Refusals refusals, TagReader tags) {

	/**
	 * Whether a fill can follow a miss, but for its tags.
	 */
	private static boolean prepared(Read read) {
		return read.seen().generation().isPresent() && !read.broken();
	}

	/**
	 * Makes the generation and the tags that a fill needs, before the load: made after
	 * it, they could hide a clear that came in between. A value that cannot be read is
	 * removed.
	 */
	Read prepare(Read read) {
		return (read.hit() != null) ? read : tagged(prepared(read) ? read : placed(read));
	}

	/**
	 * What is loaded while one of its tags is being evicted cannot be stored.
	 */
	private Read tagged(Read read) {
		if (read.tags() == Tags.NONE || read.seen().generation().isEmpty()) {
			return read;
		}
		try {
			Tags tags = this.tags.prepare(read.key().region(), read.tags());
			return tags.complete() ? read.tagged(tags) : unstored(read);
		}
		catch (StoreRejectedException ex) {
			this.refusals.report(read.key(), ex);
			return unstored(read);
		}
	}

	static Read unstored(Read read) {
		return read.seeing(new Lookup(read.seen().slot(), OptionalLong.empty(), 0));
	}

	private Read placed(Read read) {
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
