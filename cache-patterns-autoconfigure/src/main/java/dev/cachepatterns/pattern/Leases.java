package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * The leases that readers of this JVM hold, and those who wait for their end. Those who
 * wait for another JVM's look again and again.
 */
final class Leases {

	private final ConcurrentMap<Long, Lease> held = new ConcurrentHashMap<>();

	/**
	 * A reader has taken a lease. It has to be ended.
	 */
	void begin(long token) {
		this.held.put(token, new Lease(Thread.currentThread(), new CompletableFuture<>()));
	}

	/**
	 * Its reader has stored its value, or will not; those who wait look again.
	 */
	void end(long token) {
		Lease lease = this.held.remove(token);
		if (lease != null) {
			lease.ended().complete(null);
		}
	}

	/**
	 * Whether the calling thread holds a lease: it would wait for itself.
	 */
	boolean heldByCaller(long token) {
		Lease lease = this.held.get(token);
		return lease != null && lease.owner() == Thread.currentThread();
	}

	/**
	 * Waits until it is worth to look again.
	 */
	void await(long token, Patience patience) throws InterruptedException {
		Lease lease = this.held.get(token);
		if (lease == null) {
			LockSupport.parkNanos(patience.pause());
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			return;
		}
		try {
			lease.ended().get(patience.rest(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			// The next look is the last
		}
	}

	/**
	 * Done when it is worth to look again, without blocking the calling thread.
	 */
	CompletableFuture<@Nullable Void> awaitAsync(long token, Patience patience) {
		Lease lease = this.held.get(token);
		if (lease == null) {
			return patience.later();
		}
		return lease.ended()
			.copy()
			.completeOnTimeout(null, patience.rest(), TimeUnit.NANOSECONDS)
			.thenApplyAsync((done) -> done, patience.executor());
	}

	private record Lease(Thread owner, CompletableFuture<@Nullable Void> ended) {
	}

}
