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
	 * @param waiting who waits
	 */
	Waiter enter(StoreKey key, Expected expected, Waiter.Caller waiting) {
		Waiter waiter = this.leases.rooms()
			.enter(new WaitingRooms.Place(key, expected), waiting, this.cache, this.leases);
		this.cache.stats().recordWait();
		return waiter;
	}

	Read read(StoreKey key, Caller caller, Supplier<OnMiss> onMiss) throws InterruptedException {
		Waiter.Caller waiting = Waiter.Caller.blocking();
		Read found = this.cache.reader().look(key, caller);
		OnMiss allowed = (found.hit() != null) ? OnMiss.PASS : onMiss.get();
		if (allowed == OnMiss.PASS) {
			return found;
		}
		Read read = leased(found);
		if (allowed != OnMiss.WAIT || !waitsHere(read)) {
			return read;
		}
		Patience patience = new Patience(this.cache, caller, read);
		try (Waiter waiter = enter(key, caller.expected(), waiting)) {
			while (waitsHere(read) && waiter.failure() == null && patience.lasts()) {
				waiter.await(read, patience);
				read = next(this.cache.reader().look(key, caller), waiter);
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

	CompletableFuture<Read> readAsync(StoreKey key, Caller caller) {
		Waiter.Caller waiting = Waiter.Caller.async();
		return this.cache.reader()
			.lookAsync(key, caller)
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(found)
					: onExecutor(() -> leased(found)))
			.toCompletableFuture()
			.thenCompose((read) -> waits(read) ? wait(read, caller, waiting) : CompletableFuture.completedFuture(read));
	}

	private CompletableFuture<Read> wait(Read read, Caller caller, Waiter.Caller waiting) {
		Waiter waiter = enter(read.key(), caller.expected(), waiting);
		return again(read, caller, waiter, new Patience(this.cache, caller, read))
			.whenComplete((last, failure) -> waiter.close());
	}

	private CompletableFuture<Read> again(Read read, Caller caller, Waiter waiter, Patience patience) {
		if (!waits(read) || waiter.failure() != null || !patience.lasts()) {
			return CompletableFuture.completedFuture(waits(read) ? read.failed(waiter.failure()) : read);
		}
		return waiter.awaitAsync(read, patience)
			.thenCompose((done) -> this.cache.reader().lookAsync(read.key(), caller))
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(found)
					: onExecutor(() -> next(found, waiter)))
			.thenCompose((next) -> again(next, caller, waiter, patience));
	}

	private Read leased(Read read) {
		return this.cache.filler().lease(read, this.cache.storage().random().getAsLong());
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
