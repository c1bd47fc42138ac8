package dev.cachepatterns.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache.ValueRetrievalException;

import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;

/**
 * Calls with a loader. Where something surrounds them nobody waits and no load is shared:
 * a value is stored after the commit, or not at all.
 *
 * @param surroundings what surrounds the calling thread
 */
record Loading(Supplier<Surroundings> surroundings) {

	@SuppressWarnings("unchecked")
	<T> @Nullable T get(CacheView view, Object key, Callable<T> loader, ReadFailures failures) {
		Surroundings around = this.surroundings.get();
		if (around.onMiss() == OnMiss.WAIT) {
			return view.get(key, loader, failures);
		}
		Read read = read(view, key, around, failures);
		if (read != null && read.hit() != null && !evicted(read, around)) {
			return (T) read.hit().value();
		}
		boolean kept = false;
		boolean failed = true;
		try {
			T value = loader.call();
			failed = false;
			if (read != null && (read.awaited() || around.onMiss() != OnMiss.PASS)) {
				kept = keep(view, key, around, new Loaded(read, value), failures);
			}
			return value;
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, loader, ex);
		}
		finally {
			if (read != null && !kept) {
				view.release(read, failed, null);
			}
		}
	}

	/**
	 * Reads a key through its pattern, and fails as Spring's caches do.
	 */
	static @Nullable Object read(Object key, Callable<?> loader, Callable<? extends @Nullable Object> pattern) {
		try {
			return pattern.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ValueRetrievalException(key, loader, ex);
		}
		catch (Exception ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new ValueRetrievalException(key, loader, ex.getCause());
		}
	}

	private static @Nullable Read read(CacheView view, Object key, Surroundings around, ReadFailures failures) {
		if (around.written(view.region(), key)) {
			return null;
		}
		try {
			return view.read(key, around::onMiss);
		}
		catch (StoreException ex) {
			failures.unread(ex);
			return around.transactional() ? null : view.readPast(key, false);
		}
	}

	private static boolean evicted(Read hit, Surroundings around) {
		Region tags = Region.of(hit.key().region().prefix(), Region.TAGS);
		return hit.hit() != null && !hit.hit().tags().isEmpty()
				&& hit.hit().tags().stream().anyMatch((tag) -> around.written(tags, new CacheTag(tag.name())));
	}

	private static boolean keep(CacheView view, Object key, Surroundings around, Loaded loaded, ReadFailures failures) {
		try {
			around.fill(view, key, loaded.miss(), loaded.value());
			return true;
		}
		catch (RuntimeException ex) {
			failures.unstored(ex, loaded.value());
			return false;
		}
	}

	@SuppressWarnings("unchecked")
	<T> CompletableFuture<T> retrieve(CacheView view, Object key, Supplier<CompletableFuture<T>> loader,
			ReadFailures failures) {
		Surroundings around = this.surroundings.get();
		if (around.onMiss() == OnMiss.WAIT) {
			return view.retrieve(key, loader, failures);
		}
		if (around.written(view.region(), key)) {
			return loader.get();
		}
		return view.peekAsync(key)
			.thenCompose((read) -> (read.hit() != null) ? CompletableFuture.completedFuture((T) read.hit().value())
					: loader.get());
	}

	/**
	 * What was loaded after a miss.
	 */
	private record Loaded(Read miss, @Nullable Object value) {
	}

}
