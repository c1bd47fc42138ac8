package dev.cachepatterns.pattern;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.pattern.Flights.Flight;
import dev.cachepatterns.store.StoreKey;

/**
 * Decides which of the callers with a loader loads what is missing.
 */
final class LoadClaims {

	// Loads that one caller waits for, each for as long as its lease
	private static final int JOINS = 2;

	private final CacheAside cache;

	private final Flights flights;

	LoadClaims(CacheAside cache) {
		this.cache = cache;
		this.flights = new Flights(cache.filler().renewals()::leaseTime);
	}

	/**
	 * Reads a key, and joins the load that stands behind what was read, or takes it on.
	 * @return what to do; a load that was joined is over
	 */
	Claim claim(StoreKey key, Caller caller) throws InterruptedException {
		Claim claim = once(key, caller);
		for (int joins = 1; claim.other() != null && !landed(claim.other()); joins++) {
			claim = (joins < JOINS) ? once(key, caller) : Claim.alone(claim.read());
		}
		return claim;
	}

	private boolean landed(Flight other) throws InterruptedException {
		try {
			return other.landing().get() || lost(other);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Takes a load for lost, as its lease is over.
	 */
	private boolean lost(Flight other) {
		this.flights.close(other);
		return false;
	}

	private Claim once(StoreKey key, Caller caller) throws InterruptedException {
		Waiter.Caller waiting = Waiter.Caller.blocking();
		Expected expected = caller.expected();
		Claim claim = claim(this.cache.reader().look(key, caller), expected, waiting.thread());
		if (claim.settled()) {
			return counted(claim);
		}
		Patience patience = new Patience(this.cache, caller, claim.read());
		try (Waiter waiter = this.cache.waiting().enter(key, expected, waiting)) {
			while (!claim.settled() && waiter.failure() == null && patience.lasts()) {
				waiter.await(claim.read(), patience);
				claim = next(this.cache.reader().look(key, caller), expected, waiting.thread(), waiter);
			}
			return settled(claim, waiter);
		}
	}

	/**
	 * The same, without blocking the calling thread.
	 */
	CompletableFuture<Claim> claimAsync(StoreKey key, Caller caller) {
		return claimAsync(key, caller, 1);
	}

	private CompletableFuture<Claim> claimAsync(StoreKey key, Caller caller, int joins) {
		return onceAsync(key, caller).thenCompose((claim) -> {
			Flight other = claim.other();
			if (other == null) {
				return CompletableFuture.completedFuture(claim);
			}
			return other.landing().thenCompose((landed) -> {
				if (landed || lost(other)) {
					return CompletableFuture.completedFuture(claim);
				}
				return (joins < JOINS)
						? onExecutor(() -> key).thenCompose((same) -> claimAsync(same, caller, joins + 1))
						: CompletableFuture.completedFuture(Claim.alone(claim.read()));
			});
		});
	}

	private CompletableFuture<Claim> onceAsync(StoreKey key, Caller caller) {
		Waiter.Caller waiting = Waiter.Caller.async();
		return this.cache.reader()
			.lookAsync(key, caller)
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(Claim.alone(found))
					: onExecutor(() -> claim(found, caller.expected(), null)))
			.toCompletableFuture()
			.thenCompose((claim) -> claim.settled() ? CompletableFuture.completedFuture(counted(claim))
					: await(claim, caller, waiting));
	}

	private CompletableFuture<Claim> await(Claim claim, Caller caller, Waiter.Caller waiting) {
		Waiter waiter = this.cache.waiting().enter(claim.read().key(), caller.expected(), waiting);
		return again(claim, caller, waiter, new Patience(this.cache, caller, claim.read()))
			.whenComplete((last, failure) -> waiter.close());
	}

	private CompletableFuture<Claim> again(Claim claim, Caller caller, Waiter waiter, Patience patience) {
		if (claim.settled() || waiter.failure() != null || !patience.lasts()) {
			return CompletableFuture.completedFuture(settled(claim, waiter));
		}
		return waiter.awaitAsync(claim.read(), patience)
			.thenCompose((done) -> this.cache.reader().lookAsync(claim.read().key(), caller))
			.thenCompose((found) -> (found.hit() != null) ? CompletableFuture.completedFuture(Claim.alone(found))
					: onExecutor(() -> next(found, caller.expected(), null, waiter)))
			.thenCompose((next) -> again(next, caller, waiter, patience));
	}

	private <T> CompletableFuture<T> onExecutor(Supplier<T> step) {
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
			return claimByKey(this.cache.filler().lease(read, this.cache.storage().random().getAsLong()), expected,
					caller);
		}
		Flight other = this.flights.find(read.stamp(), expected, caller);
		if (other != null) {
			return join(read, other);
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
			return join(read, other);
		}
		Flight own = this.flights.open(read.key(), expected, caller);
		return (own != null) ? loading(read, own) : Claim.alone(read);
	}

	private static Claim join(Read read, Flight other) {
		List<Tag> tags = other.tags().get();
		if (tags == null) {
			return Claim.again(read);
		}
		return tags.equals(read.tags().stamps()) ? new Claim(read, null, other, true) : Claim.alone(read);
	}

	private static Claim loading(Read read, Flight own) {
		own.tags().set(read.tags().stamps());
		return new Claim(read, own, null, true);
	}

	private Claim takeOn(Read read, Flight own, long stamp) {
		try {
			Read leased = this.cache.filler().lease(read, stamp);
			if (leased.lease() != 0 || read.stamp() != 0) {
				return loading(leased, own);
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
