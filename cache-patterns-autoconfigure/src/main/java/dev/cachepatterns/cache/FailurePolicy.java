package dev.cachepatterns.cache;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheErrorHandler;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.Journal.Note;
import dev.cachepatterns.journal.Journal.Outcome;
import dev.cachepatterns.store.StoreException;

/**
 * What becomes of calls of {@link PatternCache} that the backend has failed.
 *
 * @param handler told of each failure; what it throws is the caller's
 * @param journal keeps the invalidations that are owed then, {@code null} if nothing does
 * @param reject whether a write of which the cache was not told fails, whatever the
 * handler does: others may serve what it made old
 */
public record FailurePolicy(CacheErrorHandler handler, Supplier<@Nullable Journal> journal, boolean reject) {

	/**
	 * The cache was not told of a write.
	 * @param debt the invalidation that it should have had, {@code null} for none
	 * @param failure why
	 * @param handling tells the handler
	 */
	void unwritten(@Nullable Debt debt, StoreException failure, Runnable handling) {
		Journal known = this.journal.get();
		if (debt != null && known != null) {
			Note note = known.note(List.of(debt), List.of());
			note.awaitSeen();
			note.end(Outcome.COMMITTED);
		}
		if (debt != null && this.reject) {
			throw failure;
		}
		handling.run();
	}

}
