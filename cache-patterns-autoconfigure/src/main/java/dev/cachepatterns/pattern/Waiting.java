package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.StoreKey;

/**
 * Reads for callers that load what is missing themselves: the first takes the lease, the
 * others wait for its value for a bounded time, and load for themselves when it is over.
 */
final class Waiting {

	private final CacheAside cache;

	private final Leases leases;

	Waiting(CacheAside cache, Leases leases) {
		this.cache = cache;
		this.leases = leases;
	}

	/**
	 * Lets a caller wait. It has to be closed.
	 * @param caller who waits
	 */
	Waiter enter(StoreKey key, Expected expected, Waiter.Caller caller) {
		Waiter waiter = this.leases.rooms()
			.enter(new WaitingRooms.Place(key, expected), caller, this.cache, this.leases);
		this.cache.stats().recordWait();
		return waiter;
	}

	Read read(StoreKey key, Expected expected, Supplier<OnMiss> onMiss) throws InterruptedException {
		Waiter.Caller caller = Waiter.Caller.blocking();
		Read found = this.cache.reader().look(key, expected);
		OnMiss allowed = (found.hit() != null) ? OnMiss.PASS : onMiss.get();
		if (allowed == OnMiss.PASS) {
			return found;
		}
		Read read = leased(found);
		if (allowed != OnMiss.WAIT || !waitsHere(read)) {
			return read;
		}
		Patience patience = new Patience(this.cache.storage());
		try (Waiter waiter = enter(key, expected, caller)) {
			while (waitsHere(read) && waiter.failure() == null && patience.lasts()) {
				waiter.await(read, patience);
				read = next(this.cache.reader().look(key, expected), waiter);
			}
			return waitsHere(read) ? read.failed(waiter.failure()) : read;
		}
	}

	private boolean waitsHere(Read read) {
		return waits(read) && !this.leases.heldByCaller(read.stamp());
	}

	private Read next(Read found, Waiter waiter) {
		return waits(found) ? waiter.attempt(found, () -> leased(found), Read::lease) : found;
	}

	CompletableFuture<Read> readAsync(StoreKey key, Expected expected) {
		Waiter.Caller caller = Waiter.Caller.async();
		return this.cache.reader()
			.lookAsync(key, expected)
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(found)
					: onExecutor(() -> leased(found)))
			.toCompletableFuture()
			.thenCompose(
					(read) -> waits(read) ? wait(read, expected, caller) : CompletableFuture.completedFuture(read));
	}

	private CompletableFuture<Read> wait(Read read, Expected expected, Waiter.Caller caller) {
		Waiter waiter = enter(read.key(), expected, caller);
		return again(read, expected, waiter, new Patience(this.cache.storage()))
			.whenComplete((last, failure) -> waiter.close());
	}

	private CompletableFuture<Read> again(Read read, Expected expected, Waiter waiter, Patience patience) {
		if (!waits(read) || waiter.failure() != null || !patience.lasts()) {
			return CompletableFuture.completedFuture(waits(read) ? read.failed(waiter.failure()) : read);
		}
		return waiter.awaitAsync(read, patience)
			.thenCompose((done) -> this.cache.reader().lookAsync(read.key(), expected))
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(found)
					: onExecutor(() -> next(found, waiter)))
			.thenCompose((next) -> again(next, expected, waiter, patience));
	}

	private Read leased(Read read) {
		return (read.hit() != null) ? read : this.cache.lease(read, this.cache.storage().random().getAsLong());
	}

	private CompletionStage<Read> onExecutor(Supplier<Read> step) {
		return CompletableFuture.supplyAsync(step, this.cache.storage().executor());
	}

	/**
	 * Whether somebody else loads, or has been faster to take the lease.
	 */
	private boolean waits(Read read) {
		return read.leasedByAnother() || (read.lease() == 0 && this.cache.filler().leasable(read));
	}

}
