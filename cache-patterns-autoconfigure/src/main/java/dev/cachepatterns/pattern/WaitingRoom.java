package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Where callers of this JVM wait that want the same: one of them at a time tries to take
 * the lease, and while another JVM has it, one look at the server now and then does for
 * all of them.
 */
final class WaitingRoom {

	private final WaitingRooms.Place place;

	private final CacheAside cache;

	private final Leases leases;

	private final AtomicReference<@Nullable Attempt> attempt = new AtomicReference<>();

	private final AtomicReference<@Nullable CompletableFuture<@Nullable Void>> change = new AtomicReference<>();

	private volatile int callers;

	private volatile @Nullable Failed failed;

	WaitingRoom(WaitingRooms.Place place, CacheAside cache, Leases leases) {
		this.place = place;
		this.cache = cache;
		this.leases = leases;
	}

	/**
	 * Counts those who wait. Not for two threads at once.
	 * @return their number
	 */
	int callers(int more) {
		int now = this.callers + more;
		this.callers = now;
		return now;
	}

	void failed(Failed failed) {
		this.failed = failed;
	}

	/**
	 * The last load of this JVM that has failed, {@code null} if none has.
	 */
	@Nullable Failed failed() {
		return this.failed;
	}

	/**
	 * Takes the turn to try to take the lease.
	 * @param owner the thread that is going to load, {@code null} if none waits for it
	 * @return {@code null} if another caller has it
	 */
	@Nullable Attempt begin(@Nullable Thread owner) {
		Attempt own = new Attempt(owner, new CompletableFuture<>());
		return this.attempt.compareAndSet(null, own) ? own : null;
	}

	/**
	 * Whether a thread has the turn: it would wait for itself.
	 */
	boolean begunBy(@Nullable Thread caller) {
		Attempt other = this.attempt.get();
		return other != null && caller != null && other.owner() == caller;
	}

	/**
	 * Passes the turn on, when the lease has ended that was taken.
	 */
	void end(Attempt own, long lease) {
		CompletableFuture<@Nullable Void> over = this.leases.over(lease);
		if (over != null) {
			over.thenRun(() -> end(own));
		}
		else {
			end(own);
		}
	}

	private void end(Attempt own) {
		this.attempt.set(null);
		own.over().complete(null);
	}

	/**
	 * Done when it is worth to look again. Not to be completed by others.
	 */
	CompletableFuture<@Nullable Void> change(Read read, @Nullable Thread caller) {
		CompletableFuture<@Nullable Void> over = this.leases.over(read.stamp());
		Attempt other = this.attempt.get();
		if (over == null && other != null && !begunBy(caller)) {
			over = other.over();
		}
		return (over != null) ? over : watch();
	}

	private CompletableFuture<@Nullable Void> watch() {
		CompletableFuture<@Nullable Void> own = new CompletableFuture<>();
		CompletableFuture<@Nullable Void> other = this.change.compareAndExchange(null, own);
		if (other != null) {
			return other;
		}
		look(own, new Patience(this.cache.storage()));
		return own;
	}

	private void look(CompletableFuture<@Nullable Void> own, Patience pauses) {
		pauses.later()
			.thenCompose((done) -> this.cache.reader().lookAsync(this.place.key(), Caller.of(this.place.expected())))
			.whenComplete((read, failure) -> {
				if (failure == null && this.callers > 0 && elsewhere(read)) {
					look(own, pauses);
				}
				else {
					this.change.set(null);
					own.complete(null);
				}
			});
	}

	private boolean elsewhere(Read read) {
		return read.leasedByAnother() && this.leases.over(read.stamp()) == null;
	}

	/**
	 * The turn of a caller.
	 *
	 * @param owner its thread, {@code null} if none waits for it
	 * @param over done when it is the next one's turn
	 */
	record Attempt(@Nullable Thread owner, CompletableFuture<@Nullable Void> over) {
	}

	/**
	 * A load that has failed.
	 *
	 * @param token its lease
	 * @param begun when it had not begun yet, in {@link System#nanoTime()}
	 * @param thrown what its loader has thrown
	 */
	record Failed(long token, long begun, Throwable thrown) {
	}

}
