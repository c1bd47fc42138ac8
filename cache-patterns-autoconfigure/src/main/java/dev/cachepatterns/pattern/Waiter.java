package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * A caller that waits for the load of another one.
 */
final class Waiter implements AutoCloseable {

	private final WaitingRoom room;

	private final Caller caller;

	private final Runnable leave;

	private volatile long awaited;

	Waiter(WaitingRoom room, Caller caller, Runnable leave) {
		this.room = room;
		this.caller = caller;
		this.leave = leave;
	}

	/**
	 * What the load has failed with that the caller has waited for. One that began before
	 * its call counts only if the caller has read its lease: a write may have returned
	 * between the two.
	 * @return {@code null} if there is none
	 */
	@Nullable Throwable failure() {
		WaitingRoom.Failed failed = this.room.failed();
		if (failed == null) {
			return null;
		}
		boolean shared = failed.begun() - this.caller.arrived() >= 0 || failed.token() == this.awaited;
		return shared ? failed.thrown() : null;
	}

	/**
	 * Waits until it is worth to look again.
	 */
	void await(Read read, Patience patience) throws InterruptedException {
		try {
			change(read).get(patience.rest(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			// The next look is the last
		}
	}

	/**
	 * Done when it is worth to look again, without blocking the calling thread.
	 */
	CompletableFuture<@Nullable Void> awaitAsync(Read read, Patience patience) {
		return change(read).copy()
			.completeOnTimeout(null, patience.rest(), TimeUnit.NANOSECONDS)
			.thenApplyAsync((done) -> done, patience.executor());
	}

	private CompletableFuture<@Nullable Void> change(Read read) {
		this.awaited = read.stamp();
		return this.room.change(read, this.caller.thread());
	}

	/**
	 * Tries to take the lease, if nobody else does here, and no load has failed.
	 * @param <T> what comes of it
	 * @param without the result if it is another caller's turn
	 * @param step takes the lease
	 * @param lease the lease that was taken, 0 for none
	 * @return the result
	 */
	<T> T attempt(T without, Supplier<T> step, ToLongFunction<T> lease) {
		WaitingRoom.Attempt own = this.room.begin(this.caller.thread());
		if (own == null) {
			return this.room.begunBy(this.caller.thread()) ? step.get() : without;
		}
		long taken = 0;
		try {
			T result = (failure() != null) ? without : step.get();
			taken = lease.applyAsLong(result);
			return result;
		}
		finally {
			this.room.end(own, taken);
		}
	}

	@Override
	public void close() {
		this.leave.run();
	}

	/**
	 * Who waits.
	 *
	 * @param arrived when its call had begun, in {@link System#nanoTime()}
	 * @param thread its thread, {@code null} if it does not block
	 */
	record Caller(long arrived, @Nullable Thread thread) {

		/**
		 * A caller that begins, and blocks.
		 */
		static Caller blocking() {
			return new Caller(System.nanoTime(), Thread.currentThread());
		}

		/**
		 * A caller that begins, and does not block.
		 */
		static Caller async() {
			return new Caller(System.nanoTime(), null);
		}

	}

}
