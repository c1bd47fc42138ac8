package dev.cachepatterns.interceptor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Makes changes to caches for callers whose own work is done: a failure goes to the
 * application's error handler and, whatever that does, never to the caller.
 */
final class WriteExecutor {

	private static final Log logger = LogFactory.getLog(WriteExecutor.class);

	private final Executor executor;

	private final Supplier<CacheErrorHandler> handler;

	WriteExecutor(Executor executor, Supplier<CacheErrorHandler> handler) {
		this.executor = executor;
		this.handler = handler;
	}

	void run(CacheWrite write) {
		run(write, write::run);
	}

	/**
	 * Takes a step of a change.
	 */
	void run(CacheWrite write, Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException ex) {
			failed(write, ex);
		}
	}

	/**
	 * Makes the changes in order, on another thread.
	 * @return done when all are made; never fails
	 */
	CompletableFuture<@Nullable Void> runAsync(List<CacheWrite> writes) {
		if (writes.isEmpty()) {
			return CompletableFuture.completedFuture(null);
		}
		try {
			return CompletableFuture.runAsync(() -> writes.forEach(this::run), this.executor);
		}
		catch (RuntimeException ex) {
			writes.forEach((write) -> failed(write, ex));
			return CompletableFuture.completedFuture(null);
		}
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

	void failed(CacheWrite write, RuntimeException failure) {
		try {
			write.failed(failure, this.handler.get());
		}
		catch (RuntimeException ex) {
			logger.error("Cache '" + write.cache().getName() + "' may be stale: a change after a write failed, "
					+ "and the CacheErrorHandler threw", ex);
		}
	}

}
