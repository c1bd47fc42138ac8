package dev.cachepatterns.pattern;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Flights.Flight;
import dev.cachepatterns.store.StoreKey;

/**
 * Decides which of the callers with a loader loads what is missing.
 */
final class LoadClaims {

	private final CacheAside cache;

	private final Flights flights = new Flights();

	LoadClaims(CacheAside cache) {
		this.cache = cache;
	}

	/**
	 * Reads a key, and joins the load that stands behind what was read, or takes it on.
	 */
	Claim claim(StoreKey key, Expected expected) throws InterruptedException {
		Waiter.Caller caller = Waiter.Caller.blocking();
		Claim claim = claim(this.cache.reader().look(key, expected), expected, caller.thread());
		if (claim.settled()) {
			return counted(claim);
		}
		Patience patience = new Patience(this.cache.storage());
		try (Waiter waiter = this.cache.waiting().enter(key, expected, caller)) {
			while (!claim.settled() && waiter.failure() == null && patience.lasts()) {
				waiter.await(claim.read(), patience);
				claim = next(this.cache.reader().look(key, expected), expected, caller.thread(), waiter);
			}
			return settled(claim, waiter);
		}
	}

	/**
	 * The same, without blocking the calling thread.
	 */
	CompletableFuture<Claim> claimAsync(StoreKey key, Expected expected) {
		Waiter.Caller caller = Waiter.Caller.async();
		return this.cache.reader()
			.lookAsync(key, expected)
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(Claim.alone(found))
					: onExecutor(() -> claim(found, expected, null)))
			.toCompletableFuture()
			.thenCompose((claim) -> claim.settled() ? CompletableFuture.completedFuture(counted(claim))
					: await(claim, expected, caller));
	}

	private CompletableFuture<Claim> await(Claim claim, Expected expected, Waiter.Caller caller) {
		Waiter waiter = this.cache.waiting().enter(claim.read().key(), expected, caller);
		return again(claim, expected, waiter, new Patience(this.cache.storage()))
			.whenComplete((last, failure) -> waiter.close());
	}

	private CompletableFuture<Claim> again(Claim claim, Expected expected, Waiter waiter, Patience patience) {
		if (claim.settled() || waiter.failure() != null || !patience.lasts()) {
			return CompletableFuture.completedFuture(settled(claim, waiter));
		}
		return waiter.awaitAsync(claim.read(), patience)
			.thenCompose((done) -> this.cache.reader().lookAsync(claim.read().key(), expected))
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(Claim.alone(found))
					: onExecutor(() -> next(found, expected, null, waiter)))
			.thenCompose((next) -> again(next, expected, waiter, patience));
	}

	private CompletableFuture<Claim> onExecutor(Supplier<Claim> step) {
		return CompletableFuture.supplyAsync(step, this.cache.storage().executor());
	}

	private Claim counted(Claim claim) {
		if (claim.other() != null) {
			this.cache.stats().recordWait();
		}
		return claim;
	}

	/**
	 * What a caller is to do that has waited.
	 */
	private static Claim settled(Claim claim, Waiter waiter) {
		return claim.settled() ? claim : Claim.alone(claim.read().failed(waiter.failure()));
	}

	private Claim next(Read found, Expected expected, @Nullable Thread caller, Waiter waiter) {
		Claim known = known(found, expected, caller);
		return (known != null) ? known : waiter.attempt(Claim.again(found), () -> takeOn(found, expected, caller),
				(claim) -> claim.read().lease());
	}

	private Claim claim(Read read, Expected expected, @Nullable Thread caller) {
		Claim known = known(read, expected, caller);
		return (known != null) ? known : takeOn(read, expected, caller);
	}

	/**
	 * What a caller is to do without taking the lease.
	 * @return {@code null} if it has to try
	 */
	private @Nullable Claim known(Read read, Expected expected, @Nullable Thread caller) {
		if (read.hit() != null) {
			return Claim.alone(read);
		}
		if (this.cache.eventual()) {
			return claimByKey(this.cache.lease(read, this.cache.storage().random().getAsLong()), expected, caller);
		}
		Flight other = this.flights.find(read.stamp(), expected, caller);
		if (other != null) {
			return new Claim(read, null, other, true);
		}
		if (read.leasedByAnother()) {
			return this.flights.has(read.stamp()) ? Claim.alone(read) : Claim.again(read);
		}
		return null;
	}

	private Claim takeOn(Read read, Expected expected, @Nullable Thread caller) {
		long stamp = (read.stamp() != 0) ? read.stamp() : this.cache.storage().random().getAsLong();
		Flight own = this.flights.open(stamp, expected, caller);
		return (own != null) ? takeOn(read, own, stamp) : Claim.alone(read);
	}

	private Claim claimByKey(Read read, Expected expected, @Nullable Thread caller) {
		Flight other = this.flights.find(read.key(), expected, caller);
		if (other != null) {
			return new Claim(read, null, other, true);
		}
		Flight own = this.flights.open(read.key(), expected, caller);
		return (own != null) ? new Claim(read, own, null, true) : Claim.alone(read);
	}

	private Claim takeOn(Read read, Flight own, long stamp) {
		try {
			Read leased = this.cache.lease(read, stamp);
			if (leased.lease() != 0 || read.stamp() != 0) {
				return new Claim(leased, own, null, true);
			}
			this.flights.close(own);
			return this.cache.filler().leasable(leased) ? Claim.again(leased) : Claim.alone(leased);
		}
		catch (RuntimeException | Error ex) {
			this.flights.land(own, null, ex);
			throw ex;
		}
	}

	/**
	 * Ends a load, for those that have joined it too.
	 */
	void land(@Nullable Flight own, @Nullable Object value, @Nullable Throwable failure) {
		if (own != null) {
			this.flights.land(own, value, failure);
		}
	}

}
