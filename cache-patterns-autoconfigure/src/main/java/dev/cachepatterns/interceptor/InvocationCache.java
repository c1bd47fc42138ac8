package dev.cachepatterns.interceptor;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Read;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.expression.EvaluationException;

/**
 * A cache as one operation of one call sees it: it remembers the read for the fill that
 * follows, knows the declared type, and leaves changes to the {@link Invocation}.
 */
final class InvocationCache implements Cache {

	private final PatternCache cache;

	private final boolean fill;

	private final Invocation invocation;

	private final UnaryOperator<@Nullable Object> entry;

	private volatile @Nullable Read miss;

	/**
	 * A view.
	 * @param cache the cache
	 * @param traits what is known of the operation
	 * @param invocation the call
	 * @param entry makes the value to store from the method's result
	 */
	InvocationCache(PatternCache cache, OperationTraits traits, Invocation invocation,
			UnaryOperator<@Nullable Object> entry) {
		this.cache = cache.expecting(traits.expected(), invocation.prefix(cache));
		this.fill = traits.fill();
		this.invocation = invocation;
		this.entry = entry;
	}

	/**
	 * The cache behind the view.
	 */
	PatternCache target() {
		return this.cache;
	}

	@Override
	public String getName() {
		return this.cache.getName();
	}

	@Override
	public Object getNativeCache() {
		return this.cache.getNativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return this.invocation.touched(this.cache.region(), key) ? null : remember(this.cache.read(key));
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.cache.get(key, type);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		if (!this.invocation.transactional()) {
			return this.cache.get(key, valueLoader, unstored(key));
		}
		// What a transaction reads may be its own: not for other threads before it
		// commits
		ValueWrapper hit = get(key);
		if (hit != null) {
			return (T) hit.get();
		}
		try {
			T value = valueLoader.call();
			put(key, value);
			return value;
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		if (this.invocation.touched(this.cache.region(), key)) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable ValueWrapper> result = new CompletableFuture<>();
		this.cache.readAsync(key).whenComplete((read, failure) -> {
			if (failure != null) {
				result.completeExceptionally(Completion.cause(failure));
			}
			else {
				result.complete(remember(read));
			}
		});
		return result;
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return this.cache.retrieve(key, valueLoader, unstored(key));
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		if (!this.fill) {
			write(key, value);
			return;
		}
		Read seen = this.miss;
		if (seen != null) {
			this.invocation.fill(new CacheWrite.Fill(this.cache, key, seen, value));
		}
	}

	@Override
	public void evict(Object key) {
		this.invocation.write(new CacheWrite.Evict(this.cache, key));
	}

	@Override
	public boolean evictIfPresent(Object key) {
		this.invocation.writeFirst(new CacheWrite.Evict(this.cache, key));
		return false;
	}

	@Override
	public void clear() {
		this.invocation.write(new CacheWrite.Clear(this.cache));
	}

	@Override
	public boolean invalidate() {
		this.invocation.writeFirst(new CacheWrite.Clear(this.cache));
		return false;
	}

	private void write(Object key, @Nullable Object value) {
		try {
			this.invocation.write(new CacheWrite.Put(this.cache, key, this.entry.apply(value)));
		}
		catch (EvaluationException ex) {
			// The write is done, and what it should leave is not known
			evict(key);
			throw ex;
		}
	}

	private @Nullable ValueWrapper remember(Read read) {
		if (read.hit() != null) {
			return new SimpleValueWrapper(read.hit().value());
		}
		this.miss = read;
		this.invocation.missed(this.cache, read);
		return null;
	}

	private BiConsumer<RuntimeException, @Nullable Object> unstored(Object key) {
		return (failure, value) -> this.invocation.executor()
			.failed(new CacheWrite.Put(this.cache, key, value), failure);
	}

}
