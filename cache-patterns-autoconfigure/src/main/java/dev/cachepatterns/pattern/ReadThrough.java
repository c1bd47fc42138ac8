package dev.cachepatterns.pattern;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.Flights.Flight;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;

/**
 * Cache-aside with the loader at hand: on a miss one caller loads. Those of this JVM that
 * come meanwhile get its result or its exception; those of other JVMs wait for its value
 * for a bounded time, and then load for themselves.
 */
public final class ReadThrough {

	private final CacheAside cache;

	private final Fallback fallback;

	private final Flights flights = new Flights();

	/**
	 * Read-through on a cache.
	 * @param cache the cache
	 * @param fallback reads while the cache is out
	 */
	public ReadThrough(CacheAside cache, Fallback fallback) {
		this.cache = cache;
		this.fallback = fallback;
	}

	/**
	 * Reads a key, and loads and stores its value on a miss. When the cache is out, the
	 * value is loaded as {@link Fallback} permits.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param loader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value
	 * @throws ExecutionException with what the loader threw as its cause
	 * @throws InterruptedException if interrupted while another caller loads
	 */
	public @Nullable Object get(StoreKey key, Expected expected, Callable<? extends @Nullable Object> loader,
			ReadFailures failures) throws ExecutionException, InterruptedException {
		try {
			return read(key, expected, loader, failures);
		}
		catch (StoreException ex) {
			failures.unread(ex);
			return this.fallback.load(key, expected, loader);
		}
	}

	private @Nullable Object read(StoreKey key, Expected expected, Callable<? extends @Nullable Object> loader,
			ReadFailures failures) throws ExecutionException, InterruptedException {
		Patience patience = new Patience(this.cache.storage());
		Claim claim = claim(this.cache.reader().look(key, expected), expected, Thread.currentThread());
		while (!claim.settled() && patience.lasts()) {
			LockSupport.parkNanos(patience.pause());
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			claim = claim(this.cache.reader().look(key, expected), expected, Thread.currentThread());
		}
		Read read = this.cache.reader().count(claim.read());
		Decoded hit = read.hit();
		if (hit != null) {
			return hit.value();
		}
		if (claim.other() != null) {
			return joined(claim.other());
		}
		return load(read, expected, loader, claim.own(), failures);
	}

	private static @Nullable Object joined(Flight other) throws ExecutionException, InterruptedException {
		try {
			return other.result().get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof StoreException unavailable) {
				throw unavailable;
			}
			throw ex;
		}
	}

	private @Nullable Object load(Read read, Expected expected, Callable<? extends @Nullable Object> loader,
			@Nullable Flight own, ReadFailures failures) throws ExecutionException {
		try {
			Object value = loader.call();
			fill(read, value, expected, failures);
			land(own, value, null);
			return value;
		}
		catch (Throwable ex) {
			try {
				this.cache.release(read);
			}
			finally {
				land(own, null, ex);
			}
			throw new ExecutionException(ex);
		}
	}

	/**
	 * The same, without blocking the calling thread. A caller that has joined another's
	 * load calls its own loader when that has failed.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param loader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value, when it is there and stored
	 */
	public CompletableFuture<@Nullable Object> getAsync(StoreKey key, Expected expected,
			Supplier<CompletableFuture<@Nullable Object>> loader, ReadFailures failures) {
		AtomicBoolean loads = new AtomicBoolean();
		Supplier<CompletableFuture<@Nullable Object>> noted = () -> {
			loads.set(true);
			return loader.get();
		};
		return readAsync(key, expected, noted, failures).exceptionallyCompose((failure) -> {
			Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
			if (loads.get() || !(cause instanceof StoreException reason)) {
				return CompletableFuture.failedFuture(failure);
			}
			failures.unread(reason);
			return this.fallback.loadAsync(key, expected, loader);
		});
	}

	private CompletableFuture<@Nullable Object> readAsync(StoreKey key, Expected expected,
			Supplier<CompletableFuture<@Nullable Object>> loader, ReadFailures failures) {
		return claimAsync(key, expected, new Patience(this.cache.storage())).thenCompose((claim) -> {
			Read read = this.cache.reader().count(claim.read());
			Decoded hit = read.hit();
			if (hit != null) {
				return CompletableFuture.completedFuture(hit.value());
			}
			Flight other = claim.other();
			if (other != null) {
				return other.result().exceptionallyCompose((failure) -> loader.get());
			}
			return start(loader).handleAsync((value, failure) -> {
				if (failure == null) {
					fill(read, value, expected, failures);
				}
				else {
					this.cache.release(read);
				}
				return result(value, failure);
			}, this.cache.storage().executor()).whenComplete((value, failure) -> land(claim.own(), value, failure));
		});
	}

	private CompletableFuture<Claim> claimAsync(StoreKey key, Expected expected, Patience patience) {
		CompletionStage<Claim> claim = this.cache.reader()
			.lookAsync(key, expected)
			.thenCompose((read) -> (read.hit() != null) ? CompletableFuture.completedFuture(Claim.alone(read))
					: CompletableFuture.supplyAsync(() -> claim(read, expected, null),
							this.cache.storage().executor()));
		return claim.toCompletableFuture()
			.thenCompose((found) -> (found.settled() || !patience.lasts()) ? CompletableFuture.completedFuture(found)
					: patience.later().thenCompose((done) -> claimAsync(key, expected, patience)));
	}

	/**
	 * Joins the load that stands behind what was read, or takes it on.
	 */
	private Claim claim(Read read, Expected expected, @Nullable Thread caller) {
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

	private void land(@Nullable Flight own, @Nullable Object value, @Nullable Throwable failure) {
		if (own != null) {
			this.flights.land(own, value, failure);
		}
	}

	private void fill(Read miss, @Nullable Object value, Expected expected, ReadFailures failures) {
		try {
			this.cache.fill(miss, value, expected);
		}
		catch (RuntimeException ex) {
			failures.unstored(ex, value);
		}
	}

	static CompletableFuture<@Nullable Object> start(Supplier<CompletableFuture<@Nullable Object>> loader) {
		try {
			return loader.get();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static @Nullable Object result(@Nullable Object value, @Nullable Throwable failure) {
		if (failure != null) {
			throw (failure instanceof CompletionException known) ? known : new CompletionException(failure);
		}
		return value;
	}

}
