package dev.cachepatterns.cache;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheErrorHandler;

import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.journal.Journal.Outcome;

/**
 * What becomes of calls of {@link PatternCache} that the backend has failed.
 *
 * @param handler told of each failure; what it throws is the caller's
 * @param journal keeps the invalidations that are owed then, {@code null} if nothing does
 */
public record FailurePolicy(CacheErrorHandler handler, Supplier<@Nullable Journal> journal) {

	void owe(Debt debt) {
		Journal known = this.journal.get();
		if (known != null) {
			known.owe(debt, Outcome.COMMITTED);
		}
	}

}
