package dev.cachepatterns.pattern;

import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

/**
 * Reads what stands under a key, and says what it is to a caller.
 */
final class Reader {

	// Neither served nor leased
	private static final Lookup NOT_TRUSTED = new Lookup(new Slot.Unknown(), OptionalLong.empty(), 0);

	private final Storage storage;

	private final CacheStats stats;

	Reader(Storage storage, CacheStats stats) {
		this.storage = storage;
		this.stats = stats;
	}

	/**
	 * Reads a key, and leaves the counting to the caller.
	 */
	Read look(StoreKey key, Expected expected) {
		return decode(key, this.storage.store().get(key), expected);
	}

	/**
	 * Reads a key without blocking the calling thread, and leaves the counting to the
	 * caller.
	 */
	CompletionStage<Read> lookAsync(StoreKey key, Expected expected) {
		return this.storage.store().getAsync(key).thenApply((lookup) -> decode(key, lookup, expected));
	}

	/**
	 * Counts a hit or a miss.
	 */
	Read count(Read read) {
		if (read.hit() != null) {
			this.stats.recordHit();
		}
		else {
			this.stats.recordMiss();
		}
		return read;
	}

	private Read decode(StoreKey key, Lookup lookup, Expected expected) {
		if (!this.storage.trust().covers(key)) {
			return new Read(key, null, NOT_TRUSTED, System.nanoTime(), false, false);
		}
		if (!Filler.holdsValue(lookup)) {
			return new Read(key, null, lookup, System.nanoTime(), false, false);
		}
		try {
			Decoded hit = this.storage.codec().decode(((Slot.Entry) lookup.slot()).payload(), expected);
			return new Read(key, hit, lookup, System.nanoTime(), false, false);
		}
		catch (CodecException ex) {
			this.stats.recordUndecodable();
			return new Read(key, null, lookup, System.nanoTime(), true, false);
		}
	}

}
