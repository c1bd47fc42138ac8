package dev.cachepatterns.interceptor;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.LoadRejectedException;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.StoreException;

/**
 * Reads of a call whose cache is out: it waits until it may load, if nothing else keeps
 * it from doing so.
 *
 * @param cache the cache
 * @param invocation the call
 */
record PastReads(CacheView cache, Invocation invocation) {

	/**
	 * Waits for its turn.
	 * @param joins whether the value that another caller loads will do
	 * @return the answer; {@code null} if it has waited for another cache, or holds a
	 * connection that others wait for
	 */
	@Nullable Read read(Object key, BooleanSupplier joins) {
		if (this.invocation.leases().loading() || TransactionWrites.active()) {
			return null;
		}
		try {
			return this.cache.readPast(key, joins.getAsBoolean());
		}
		catch (LoadRejectedException ex) {
			throw new CallersFailure(ex);
		}
	}

	/**
	 * The same after a failure, without blocking the calling thread.
	 * @param guarded whether the call may wait
	 */
	CompletableFuture<Read> readAsync(Object key, Throwable failure, boolean joins, boolean guarded) {
		if (!(Completion.cause(failure) instanceof StoreException reason)) {
			return CompletableFuture.failedFuture(failure);
		}
		this.invocation.executor().unread(reason, this.cache.cache(), key);
		if (!guarded || this.invocation.leases().loading()) {
			return CompletableFuture.completedFuture(Read.past(this.cache.entry(key)));
		}
		return CallersFailure.of(this.cache.readPastAsync(key, joins), this.invocation.leases());
	}

}
