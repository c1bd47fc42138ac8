package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreKey;

/**
 * The leases that readers of this JVM hold, and those who wait for their end.
 */
final class Leases {

	private final ConcurrentMap<Long, Lease> held = new ConcurrentHashMap<>();

	private final WaitingRooms rooms = new WaitingRooms();

	/**
	 * Where readers wait for the end of a lease.
	 */
	WaitingRooms rooms() {
		return this.rooms;
	}

	/**
	 * A reader has taken a lease. It has to be ended, and nobody waits for that longer
	 * than it stands.
	 */
	void begin(StoreKey key, long token, Duration time) {
		CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
		this.held.put(token, new Lease(key, Thread.currentThread(), System.nanoTime(), over));
		over.completeOnTimeout(null, time.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Its reader has stored its value, or will not; those who wait look again.
	 * @param failure what its load has failed with, {@code null} if it has not
	 */
	void end(long token, @Nullable LoadFailure failure) {
		Lease lease = this.held.remove(token);
		if (lease == null) {
			return;
		}
		if (failure != null && failure.shared() != null) {
			this.rooms.failed(lease.key(), failure.expected(),
					new WaitingRoom.Failed(token, lease.begun(), failure.shared()));
		}
		lease.over().complete(null);
	}

	/**
	 * Whether the calling thread holds a lease: it would wait for itself.
	 */
	boolean heldByCaller(long token) {
		Lease lease = this.held.get(token);
		return lease != null && lease.owner() == Thread.currentThread();
	}

	/**
	 * Done when a lease has ended, or its time is over.
	 * @return {@code null} if no reader of this JVM holds it
	 */
	@Nullable CompletableFuture<@Nullable Void> over(long token) {
		Lease lease = this.held.get(token);
		return (lease != null && !lease.over().isDone()) ? lease.over() : null;
	}

	/**
	 * A lease of this JVM.
	 *
	 * @param key what is loaded under it
	 * @param owner the thread that has taken it
	 * @param begun when its load had not begun yet, in {@link System#nanoTime()}
	 * @param over done when nobody need wait for it any more
	 */
	private record Lease(StoreKey key, Thread owner, long begun, CompletableFuture<@Nullable Void> over) {
	}

}
