package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Loads on other threads, for which their callers wait for a bounded time, and which go
 * on after that.
 *
 * @param threads where they run; what it rejects runs on the thread of the caller, for as
 * long as it takes
 * @param failure what a caller gets after some time if there is nothing else
 */
public record TimedLoads(Executor threads, Function<Duration, RuntimeException> failure) {

	/**
	 * Loads, and waits for that.
	 * @param <T> the type of the value
	 * @param load the load
	 * @param limit how long to wait, zero for as long as it takes; a thread that is
	 * interrupted waits no longer
	 * @param leave asked when the time is over: what becomes of the load
	 * @return what was loaded in time
	 * @throws Exception what the load has thrown in time, or {@link #failure()}
	 */
	public <T extends @Nullable Object> T call(Callable<T> load, Duration limit, Supplier<Late<T>> leave)
			throws Exception {
		if (limit.isZero()) {
			return load.call();
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		AtomicReference<@Nullable Late<T>> late = new AtomicReference<>();
		try {
			this.threads.execute(() -> run(load, result, late));
		}
		catch (RejectedExecutionException ex) {
			return load.call();
		}
		try {
			return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw thrown(ex);
		}
		catch (TimeoutException ex) {
			return leave(result, late, leave.get(), this.failure.apply(limit));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return leave(result, late, leave.get(), this.failure.apply(limit));
		}
	}

	private static <T extends @Nullable Object> T leave(CompletableFuture<T> result,
			AtomicReference<@Nullable Late<T>> late, Late<T> left, Exception reason) throws Exception {
		late.set(left);
		if (result.completeExceptionally(reason)) {
			throw reason;
		}
		left.cancel();
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			throw thrown(ex);
		}
	}

	private static <T extends @Nullable Object> void run(Callable<T> load, CompletableFuture<T> result,
			AtomicReference<@Nullable Late<T>> late) {
		try {
			T value = load.call();
			if (!result.complete(value)) {
				end(late.get(), value, null);
			}
		}
		catch (Throwable ex) {
			if (!result.completeExceptionally(ex)) {
				end(late.get(), null, ex);
			}
		}
	}

	@SuppressWarnings("NullAway") // A value of T where there is no failure
	private static <T extends @Nullable Object> void end(@Nullable Late<T> late, @Nullable T value,
			@Nullable Throwable failure) {
		if (late == null) {
			return;
		}
		if (failure != null) {
			late.failed(failure);
		}
		else {
			late.loaded(value);
		}
	}

	private static Exception thrown(Exception ex) {
		if (ex.getCause() instanceof Error error) {
			throw error;
		}
		return (ex.getCause() instanceof Exception cause) ? cause : ex;
	}

	/**
	 * What becomes of a load for which its caller waits no longer.
	 *
	 * @param <T> the type of the value
	 */
	public interface Late<T extends @Nullable Object> {

		/**
		 * It has ended, on the thread on which it ran.
		 * @param value its value
		 */
		void loaded(T value);

		/**
		 * It has failed, on the thread on which it ran.
		 * @param failure why
		 */
		void failed(Throwable failure);

		/**
		 * It has ended in time after all, and is its caller's.
		 */
		void cancel();

	}

}
