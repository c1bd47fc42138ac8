package dev.cachepatterns.pattern;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreKey;

/**
 * Cache-aside with the loader at hand: on a miss one caller in this JVM loads, and those
 * that come meanwhile get its result or its exception.
 */
public final class ReadThrough {

	private final CacheAside cache;

	private final SingleFlight flights = new SingleFlight();

	/**
	 * Read-through on a cache.
	 * @param cache the cache
	 */
	public ReadThrough(CacheAside cache) {
		this.cache = cache;
	}

	/**
	 * Reads a key, and loads and stores its value on a miss.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param loader loads the value
	 * @param onFillFailure told why a loaded value could not be stored, and the value;
	 * the caller gets the value all the same
	 * @return the value
	 * @throws ExecutionException with what the loader threw as its cause
	 * @throws InterruptedException if interrupted while another caller loads
	 */
	public @Nullable Object get(StoreKey key, Expected expected, Callable<? extends @Nullable Object> loader,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure)
			throws ExecutionException, InterruptedException {
		long ended = this.flights.ended();
		Read read = this.cache.peek(key, expected);
		Decoded hit = read.hit();
		if (hit != null) {
			return hit.value();
		}
		return this.flights.run(new Load(key, expected), Thread.currentThread(), () -> {
			Read latest = this.cache.lease((this.flights.ended() != ended) ? again(key, expected, read) : read);
			Decoded loadedMeanwhile = latest.hit();
			if (loadedMeanwhile != null) {
				return CompletableFuture.completedFuture(loadedMeanwhile.value());
			}
			CompletableFuture<@Nullable Object> loaded = call(loader);
			if (loaded.isCompletedExceptionally()) {
				this.cache.release(latest);
			}
			loaded.thenAccept((value) -> fill(latest, value, expected, onFillFailure));
			return loaded;
		}).get();
	}

	/**
	 * The same, without blocking the calling thread. A caller whose turn it was not calls
	 * its own loader when the other's has failed.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param loader loads the value
	 * @param onFillFailure told why a loaded value could not be stored, and the value
	 * @return the value, when it is there and stored
	 */
	public CompletableFuture<@Nullable Object> getAsync(StoreKey key, Expected expected,
			Supplier<CompletableFuture<@Nullable Object>> loader,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure) {
		long ended = this.flights.ended();
		return this.cache.peekAsync(key, expected).toCompletableFuture().thenCompose((read) -> {
			Decoded hit = read.hit();
			if (hit != null) {
				return CompletableFuture.completedFuture(hit.value());
			}
			AtomicBoolean called = new AtomicBoolean();
			Function<Read, CompletableFuture<@Nullable Object>> load = (miss) -> {
				called.set(true);
				return load(miss, expected, loader, onFillFailure);
			};
			return this.flights
				.run(new Load(key, expected), null,
						() -> latest(ended, key, expected, read).thenCompose(this.cache::leaseAsync)
							.thenCompose((latest) -> finish(latest, load)))
				.exceptionallyCompose(
						(failure) -> called.get() ? CompletableFuture.failedFuture(failure) : loader.get());
		});
	}

	private CompletableFuture<Read> latest(long ended, StoreKey key, Expected expected, Read read) {
		return (this.flights.ended() != ended) ? againAsync(key, expected, read)
				: CompletableFuture.completedFuture(read);
	}

	private CompletableFuture<@Nullable Object> load(Read miss, Expected expected,
			Supplier<CompletableFuture<@Nullable Object>> loader,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure) {
		return start(loader).handleAsync((value, failure) -> {
			if (failure != null) {
				this.cache.release(miss);
				throw (failure instanceof CompletionException known) ? known : new CompletionException(failure);
			}
			fill(miss, value, expected, onFillFailure);
			return value;
		}, this.cache.storage().executor());
	}

	private static CompletableFuture<@Nullable Object> start(Supplier<CompletableFuture<@Nullable Object>> loader) {
		try {
			return loader.get();
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static CompletableFuture<@Nullable Object> finish(Read latest,
			Function<Read, CompletableFuture<@Nullable Object>> load) {
		Decoded hit = latest.hit();
		return (hit != null) ? CompletableFuture.completedFuture(hit.value()) : load.apply(latest);
	}

	/**
	 * Reads again what another load may have stored. The caller is past its own read: a
	 * failure now is no reason not to load.
	 */
	private Read again(StoreKey key, Expected expected, Read miss) {
		try {
			return this.cache.peek(key, expected);
		}
		catch (StoreException ex) {
			return miss;
		}
	}

	private CompletableFuture<Read> againAsync(StoreKey key, Expected expected, Read miss) {
		return this.cache.peekAsync(key, expected).toCompletableFuture().exceptionally((failure) -> miss);
	}

	private void fill(Read miss, @Nullable Object value, Expected expected,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure) {
		try {
			this.cache.fill(miss, value, expected);
		}
		catch (RuntimeException ex) {
			onFillFailure.accept(ex, value);
		}
	}

	private static CompletableFuture<@Nullable Object> call(Callable<? extends @Nullable Object> loader) {
		try {
			return CompletableFuture.completedFuture(loader.call());
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * What one load answers: callers that expect something else load for themselves.
	 */
	private record Load(StoreKey key, Expected expected) {
	}

}
