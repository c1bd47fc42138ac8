package dev.cachepatterns.journal;

import java.util.Collection;
import java.util.function.Predicate;

import dev.cachepatterns.store.StoreKey;

/**
 * What the cache still owes: keys of writes that could not tell the cache of them. They
 * are not trusted until an invalidation of each has been acknowledged.
 */
public interface Journal {

	/**
	 * Whether the cache's answer for a key may be served. Does not block.
	 * @param key the key
	 * @return {@code false} if the key is owed, or if nobody knows
	 */
	boolean covers(StoreKey key);

	/**
	 * Whether a write has to note also what it has announced.
	 * @return {@code false} if announced keys need no note
	 */
	boolean notesAnnounced();

	/**
	 * Notes what a write is about to make old, before its commit. From now on it is not
	 * trusted.
	 * @param unannounced what the cache has not been told of
	 * @param announced what it has been told of
	 * @return the note, which has to be ended
	 * @throws RuntimeException if it cannot be noted, in which case the write must fail
	 */
	Note note(Collection<Debt> unannounced, Collection<Debt> announced);

	/**
	 * Owes what a write has made old that has ended, without a note.
	 * @param debt the debt
	 * @param outcome how it ended
	 */
	void owe(Debt debt, Outcome outcome);

	/**
	 * Makes good at once what is owed for some keys, where nothing else keeps the answers
	 * of the cache from being believed before. Blocks while the cache does.
	 * @param keys which keys
	 * @return whether nothing of it is left
	 */
	default boolean replay(Predicate<StoreKey> keys) {
		return true;
	}

	/**
	 * What is owed, and was. Not a consistent snapshot.
	 * @return the counts
	 */
	Counts counts();

	/**
	 * What one write has noted.
	 */
	interface Note {

		/**
		 * The cache has acknowledged: this is not owed.
		 * @param debt one of the noted debts
		 */
		void settle(Debt debt);

		/**
		 * Waits, where every write is noted, until no instance serves what the cache has
		 * not acknowledged: after the commit, for at most the bound of the journal.
		 */
		void awaitSeen();

		/**
		 * The write is over. What it has not settled is owed, unless it was rolled back.
		 * @param outcome how it ended
		 */
		void end(Outcome outcome);

	}

	/**
	 * How a write ended.
	 */
	enum Outcome {

		/**
		 * It is committed, wholly or in part.
		 */
		COMMITTED,

		/**
		 * Nothing of it is left.
		 */
		ROLLED_BACK,

		/**
		 * Nobody knows; it may yet be committed within the intent timeout.
		 */
		UNKNOWN

	}

	/**
	 * What was counted.
	 *
	 * @param waiting keys and caches that wait for an invalidation
	 * @param replayed invalidations that the cache has acknowledged since the start of
	 * this JVM
	 */
	record Counts(long waiting, long replayed) {
	}

}
