package dev.cachepatterns.journal.jdbc;

import java.util.Set;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.store.StoreKey;

/**
 * What a poll has seen.
 *
 * @param began when it began, in nanoseconds
 * @param owed what is not to be trusted
 * @param complete whether that is all
 * @param waiting number of rows
 */
record Seen(long began, Set<Debt> owed, boolean complete, int waiting) {

	static final Seen NOTHING_YET = new Seen(0, Set.of(), false, 0);

	boolean covers(StoreKey key) {
		return this.complete && (this.owed.isEmpty()
				|| !(this.owed.contains(Debt.of(key)) || this.owed.contains(Debt.all(key.region()))));
	}

}
