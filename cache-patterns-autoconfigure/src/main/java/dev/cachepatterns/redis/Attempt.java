package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * Connects on a thread of its own, once for all who wait for it: a name service, or a
 * pool that is exhausted, takes as long as it likes, and one attempt after the other
 * would add up for who comes last.
 *
 * @param <T> what is connected
 */
final class Attempt<T> {

	/**
	 * Time that the first attempt has in any case, as it loads the client's classes.
	 */
	static final Duration FIRST = Duration.ofSeconds(2);

	private @Nullable CompletableFuture<T> running;

	private long began;

	private boolean later;

	/**
	 * Waits for the attempt that is running, or for a new one.
	 * @param connect connects
	 * @param timeout the longest wait
	 * @return the connection
	 * @throws CompletionException if the attempt has failed
	 * @throws RedisConnectionFailureException if it takes longer
	 */
	T await(Supplier<T> connect, Duration timeout) {
		long nanos;
		CompletableFuture<T> running;
		synchronized (this) {
			running = running(connect);
			long left = this.later ? 0 : FIRST.toNanos() - (System.nanoTime() - this.began);
			nanos = Math.max(left, timeout.toNanos());
		}
		try {
			return running.copy().orTimeout(nanos, TimeUnit.NANOSECONDS).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof TimeoutException timedOut) ? new RedisConnectionFailureException(
					"no connection within " + timeout.toMillis() + " ms", timedOut) : ex;
		}
	}

	private CompletableFuture<T> running(Supplier<T> connect) {
		CompletableFuture<T> known = this.running;
		if (known != null && !known.isDone()) {
			return known;
		}
		this.later = known != null;
		this.began = System.nanoTime();
		CompletableFuture<T> started = new CompletableFuture<>();
		this.running = started;
		Thread thread = new Thread(() -> run(connect, started), "cache-patterns-connect");
		thread.setDaemon(true);
		thread.start();
		return started;
	}

	private static <T> void run(Supplier<T> connect, CompletableFuture<T> result) {
		try {
			result.complete(connect.get());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

}
