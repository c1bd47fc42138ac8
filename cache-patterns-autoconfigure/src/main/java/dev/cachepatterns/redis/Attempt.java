package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Connects on a thread of its own, once for all who wait for it: a name service, or a
 * pool that is exhausted, takes as long as it likes, and one attempt after the other
 * would add up for who comes last.
 *
 * @param <T> what is connected
 */
final class Attempt<T> {

	private @Nullable CompletableFuture<T> running;

	/**
	 * Waits for the attempt that is running, or for a new one.
	 * @param connect connects
	 * @param timeout the longest wait
	 * @return the connection
	 * @throws CompletionException if there is none within that time, or the attempt has
	 * failed
	 */
	T await(Supplier<T> connect, Duration timeout) {
		return running(connect).copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).join();
	}

	private synchronized CompletableFuture<T> running(Supplier<T> connect) {
		CompletableFuture<T> known = this.running;
		if (known == null || known.isDone()) {
			CompletableFuture<T> started = new CompletableFuture<>();
			Thread thread = new Thread(() -> run(connect, started), "cache-patterns-connect");
			thread.setDaemon(true);
			thread.start();
			this.running = started;
			return started;
		}
		return known;
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
