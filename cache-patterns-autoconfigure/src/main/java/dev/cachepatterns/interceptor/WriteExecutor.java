package dev.cachepatterns.interceptor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreUnavailableException;

/**
 * Makes changes to caches for callers whose own work is done: a failure goes to the
 * application's error handler and, whatever that does, never to the caller.
 */
final class WriteExecutor {

	private static final Log logger = LogFactory.getLog(WriteExecutor.class);

	private final Executor executor;

	private final Supplier<CacheErrorHandler> handler;

	private final WritePolicy policy;

	WriteExecutor(Executor executor, Supplier<CacheErrorHandler> handler, WritePolicy policy) {
		this.executor = executor;
		this.handler = handler;
		this.policy = policy;
	}

	/**
	 * Notes of a new write.
	 */
	WriteNotes notes() {
		return new WriteNotes(this.policy);
	}

	void run(CacheWrite write) {
		run(write, write::run);
	}

	/**
	 * Takes a step of a change.
	 * @return whether the backend could be reached
	 */
	boolean run(CacheWrite write, Runnable step) {
		try {
			step.run();
			return true;
		}
		catch (RuntimeException ex) {
			failed(write, ex);
			return !(ex instanceof StoreUnavailableException);
		}
	}

	/**
	 * Takes steps on another thread.
	 * @return done when they are taken, as what they throw, or as the refusal of the
	 * thread
	 */
	CompletableFuture<@Nullable Void> runAsync(Runnable steps) {
		try {
			return CompletableFuture.runAsync(steps, this.executor);
		}
		catch (RejectedExecutionException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What {@link #runAsync} has failed with, if it is that no thread was free.
	 * @throws RuntimeException the failure, if it is another one
	 */
	static RuntimeException busy(Throwable failure) {
		if (Completion.cause(failure) instanceof RejectedExecutionException busy) {
			return busy;
		}
		throw (failure instanceof CompletionException wrapped) ? wrapped : new CompletionException(failure);
	}

	/**
	 * Announces a change on another thread.
	 */
	CompletableFuture<@Nullable Intent> intendAsync(CacheWrite write) {
		return CompletableFuture.supplyAsync(write::intend, this.executor);
	}

	/**
	 * Does what nobody waits for; not at all, if there are too many before it.
	 */
	void execute(Runnable step) {
		try {
			this.executor.execute(step);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A lease is left to its time", ex);
		}
	}

	/**
	 * Gives the failure of a read to the application.
	 * @throws CallersFailure if the caller is to get one
	 */
	void unread(StoreException failure, Cache cache, Object key) {
		try {
			this.handler.get().handleCacheGetError(failure, cache, key);
		}
		catch (RuntimeException ex) {
			throw new CallersFailure(ex);
		}
	}

	void failed(CacheWrite write, RuntimeException failure) {
		try {
			write.failed(failure, this.handler.get());
		}
		catch (RuntimeException ex) {
			logger.error("Cache '" + write.cache().cache().getName() + "' may be stale: a change after a write failed, "
					+ "and the CacheErrorHandler threw", ex);
		}
	}

}
