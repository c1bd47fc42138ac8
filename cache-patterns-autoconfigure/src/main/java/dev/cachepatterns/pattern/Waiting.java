package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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

	Read read(StoreKey key, Caller caller, Supplier<OnMiss> onMiss) throws InterruptedException {
		Read found = this.cache.reader().look(key, caller);
		OnMiss allowed = (found.hit() != null) ? OnMiss.PASS : onMiss.get();
		if (allowed == OnMiss.PASS) {
			return found;
		}
		Read read = leased(found);
		if (allowed != OnMiss.WAIT || !waitsHere(read)) {
			return read;
		}
		this.cache.stats().recordWait();
		Patience patience = new Patience(this.cache, read);
		while (waitsHere(read) && patience.lasts()) {
			this.leases.await(read.stamp(), patience);
			read = leased(this.cache.reader().look(key, caller));
		}
		return read;
	}

	private boolean waitsHere(Read read) {
		return waits(read) && !this.leases.heldByCaller(read.stamp());
	}

	CompletableFuture<Read> readAsync(StoreKey key, Caller caller) {
		return leasedAsync(key, caller).thenCompose((read) -> {
			if (!waits(read)) {
				return CompletableFuture.completedFuture(read);
			}
			this.cache.stats().recordWait();
			return again(read, caller, new Patience(this.cache, read));
		});
	}

	private CompletableFuture<Read> again(Read read, Caller caller, Patience patience) {
		if (!waits(read) || !patience.lasts()) {
			return CompletableFuture.completedFuture(read);
		}
		return this.leases.awaitAsync(read.stamp(), patience)
			.thenCompose((done) -> leasedAsync(read.key(), caller))
			.thenCompose((next) -> again(next, caller, patience));
	}

	private Read leased(Read read) {
		return (read.hit() != null) ? read : this.cache.lease(read, this.cache.storage().random().getAsLong());
	}

	private CompletableFuture<Read> leasedAsync(StoreKey key, Caller caller) {
		return this.cache.reader().lookAsync(key, caller).thenCompose(this::leasedAsync).toCompletableFuture();
	}

	private CompletionStage<Read> leasedAsync(Read read) {
		return (read.hit() != null) ? CompletableFuture.completedFuture(read)
				: CompletableFuture.supplyAsync(() -> this.cache.lease(read, this.cache.storage().random().getAsLong()),
						this.cache.storage().executor());
	}

	/**
	 * Whether somebody else loads, or has been faster to take the lease.
	 */
	private boolean waits(Read read) {
		return read.leasedByAnother() || (read.lease() == 0 && this.cache.filler().leasable(read));
	}

}
