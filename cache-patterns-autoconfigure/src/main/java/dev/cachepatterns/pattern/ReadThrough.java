package dev.cachepatterns.pattern;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
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

	private final LoadClaims claims;

	/**
	 * Read-through on a cache.
	 * @param cache the cache
	 * @param fallback reads while the cache is out
	 */
	public ReadThrough(CacheAside cache, Fallback fallback) {
		this.cache = cache;
		this.fallback = fallback;
		this.claims = new LoadClaims(cache);
	}

	/**
	 * Reads a key, and loads and stores its value on a miss. When the cache is out, the
	 * value is loaded as {@link Fallback} permits.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @param loader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value
	 * @throws ExecutionException with what the loader threw as its cause
	 * @throws InterruptedException if interrupted while another caller loads
	 */
	public @Nullable Object get(StoreKey key, Caller caller, Callable<? extends @Nullable Object> loader,
			ReadFailures failures) throws ExecutionException, InterruptedException {
		try {
			return read(key, caller, loader, failures);
		}
		catch (StoreException ex) {
			failures.unread(ex);
			return this.fallback.load(key, caller, loader);
		}
	}

	private @Nullable Object read(StoreKey key, Caller caller, Callable<? extends @Nullable Object> loader,
			ReadFailures failures) throws ExecutionException, InterruptedException {
		Claim claim = this.claims.claim(key, caller);
		Read read = this.cache.reader().count(claim.read());
		Decoded hit = read.hit();
		if (hit != null) {
			this.cache.keep(read, (due) -> reload(due, caller, loader, failures));
			return hit.value();
		}
		if (claim.other() != null) {
			return joined(claim.other());
		}
		if (read.failure() != null) {
			return instead(read, read.failure(), failures);
		}
		if (read.stale() != null && claim.own() == null && !this.cache.timeouts(caller).soft().isZero()) {
			this.cache.stats().recordStaleHit();
			return read.stale().value();
		}
		return load(read, caller, loader, claim.own(), failures);
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

	/**
	 * What a caller gets who has waited for a load that has failed.
	 */
	private @Nullable Object instead(Read read, Throwable failure, ReadFailures failures) throws ExecutionException {
		Decoded stale = stale(read, failure, failures);
		if (stale == null) {
			throw new ExecutionException(failure);
		}
		return stale.value();
	}

	private @Nullable Object load(Read read, Caller caller, Callable<? extends @Nullable Object> loader,
			@Nullable Flight own, ReadFailures failures) throws ExecutionException {
		LoadEnd end = new LoadEnd(this.cache, read, caller, failures);
		try {
			Duration limit = this.cache.timeouts(caller).of(read.stale() != null);
			Object value = this.cache.storage().timed().<@Nullable Object>call(loader::call, limit, end::leave);
			end.loaded(value);
			this.claims.land(own, value, null);
			return value;
		}
		catch (Throwable ex) {
			Decoded stale = stale(read, ex, failures);
			try {
				if (!end.left()) {
					this.cache.release(read, new LoadFailure(caller.expected(), ex));
				}
			}
			finally {
				this.claims.land(own, (stale != null) ? stale.value() : null, (stale != null) ? null : ex);
			}
			if (stale != null) {
				return stale.value();
			}
			throw new ExecutionException(ex);
		}
	}

	/**
	 * The value that is served in place of the loader's failure.
	 */
	private @Nullable Decoded stale(Read read, Throwable failure, ReadFailures failures) {
		if (read.stale() == null || !(failure instanceof Exception reason)) {
			return null;
		}
		this.cache.stats().recordStaleHit();
		failures.unloaded(reason);
		return read.stale();
	}

	/**
	 * Loads a value anew that is served meanwhile.
	 */
	private void reload(Read due, Caller caller, Callable<? extends @Nullable Object> loader, ReadFailures failures) {
		LoadEnd end = new LoadEnd(this.cache, due, caller, failures);
		Object value;
		try {
			value = loader.call();
		}
		catch (Throwable ex) {
			end.failed(ex);
			return;
		}
		end.loaded(value);
	}

	/**
	 * The same, without blocking the calling thread. A caller that has joined another's
	 * load calls its own loader when that has failed for want of a thread.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @param loader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value, when it is there and stored
	 */
	public CompletableFuture<@Nullable Object> getAsync(StoreKey key, Caller caller,
			Supplier<CompletableFuture<@Nullable Object>> loader, ReadFailures failures) {
		AtomicBoolean loads = new AtomicBoolean();
		Supplier<CompletableFuture<@Nullable Object>> noted = () -> {
			loads.set(true);
			return loader.get();
		};
		return readAsync(key, caller, noted, failures).exceptionallyCompose((failure) -> {
			Throwable cause = cause(failure);
			if (loads.get() || !(cause instanceof StoreException reason)) {
				return CompletableFuture.failedFuture(failure);
			}
			failures.unread(reason);
			return this.fallback.loadAsync(key, caller, loader);
		});
	}

	private CompletableFuture<@Nullable Object> readAsync(StoreKey key, Caller caller,
			Supplier<CompletableFuture<@Nullable Object>> loader, ReadFailures failures) {
		return this.claims.claimAsync(key, caller).thenCompose((claim) -> {
			Read read = this.cache.reader().count(claim.read());
			Decoded hit = read.hit();
			if (hit != null) {
				this.cache.keep(read, (due) -> reloadAsync(due, caller, loader, failures));
				return CompletableFuture.completedFuture(hit.value());
			}
			Flight other = claim.other();
			if (other != null) {
				return other.result()
					.exceptionallyCompose((failure) -> (cause(failure) instanceof RejectedExecutionException)
							? loader.get() : CompletableFuture.failedFuture(failure));
			}
			if (read.failure() != null) {
				Decoded stale = stale(read, read.failure(), failures);
				return (stale != null) ? CompletableFuture.completedFuture(stale.value())
						: CompletableFuture.failedFuture(read.failure());
			}
			return start(loader)
				.handleAsync((value, failure) -> loaded(read, caller, value, failure, failures),
						this.cache.storage().executor())
				.whenComplete((value, failure) -> this.claims.land(claim.own(), value, failure));
		});
	}

	private @Nullable Object loaded(Read read, Caller caller, @Nullable Object value, @Nullable Throwable failure,
			ReadFailures failures) {
		if (failure == null) {
			new LoadEnd(this.cache, read, caller, failures).loaded(value);
			return value;
		}
		Decoded stale = stale(read, cause(failure), failures);
		this.cache.release(read, new LoadFailure(caller.expected(), cause(failure)));
		return (stale != null) ? stale.value() : result(value, failure);
	}

	private void reloadAsync(Read due, Caller caller, Supplier<CompletableFuture<@Nullable Object>> loader,
			ReadFailures failures) {
		LoadEnd end = new LoadEnd(this.cache, due, caller, failures);
		start(loader).whenCompleteAsync((value, failure) -> {
			if (failure == null) {
				end.loaded(value);
			}
			else {
				end.failed(cause(failure));
			}
		}, this.cache.storage().executor());
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause() : failure;
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
