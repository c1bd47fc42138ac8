package dev.cachepatterns.interceptor;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import dev.cachepatterns.cache.LoadRejectedException;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.StoreException;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.expression.EvaluationException;

/**
 * A cache as one operation of one call sees it: it remembers the read for the fill that
 * follows, knows the declared type, and leaves changes to the {@link Invocation}.
 */
final class InvocationCache implements Cache {

	private final CacheView cache;

	private final boolean fill;

	private final Invocation invocation;

	private final UnaryOperator<@Nullable Object> entry;

	private final Supplier<OnMiss> rules;

	private volatile @Nullable Read miss;

	/**
	 * A view.
	 * @param cache the cache
	 * @param fill whether a stored value is the fill of a read
	 * @param invocation the call
	 * @param entry makes the value to store from the method's result
	 * @param rules what the caller may do about a miss
	 */
	InvocationCache(CacheView cache, boolean fill, Invocation invocation, UnaryOperator<@Nullable Object> entry,
			Supplier<OnMiss> rules) {
		this.cache = cache;
		this.fill = fill;
		this.invocation = invocation;
		this.entry = entry;
		this.rules = rules;
	}

	/**
	 * The cache behind the view.
	 */
	PatternCache target() {
		return this.cache.cache();
	}

	/**
	 * The cache as this call uses it.
	 */
	CacheView view() {
		return this.cache;
	}

	@Override
	public String getName() {
		return target().getName();
	}

	@Override
	public Object getNativeCache() {
		return target().getNativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		Rerun rerun = this.invocation.rerun();
		if (rerun != null) {
			return again(rerun, key);
		}
		if (touched(key)) {
			return null;
		}
		try {
			return remember(this.cache.read(key, this.rules));
		}
		catch (StoreException ex) {
			this.invocation.executor().unread(ex, target(), key);
			return past(key);
		}
	}

	/**
	 * Waits until the caller may load, if nothing else keeps it from doing so.
	 */
	private @Nullable ValueWrapper past(Object key) {
		if (this.invocation.leases().loading() || TransactionWrites.active()) {
			// It has waited for another cache, or holds a connection that others wait for
			return null;
		}
		try {
			return remember(this.cache.readPast(key, this.rules.get() == OnMiss.WAIT));
		}
		catch (LoadRejectedException ex) {
			throw new CallersFailure(ex);
		}
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return target().get(key, type);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		if (this.invocation.rerun() == null && !this.invocation.transactional() && this.rules.get() == OnMiss.WAIT) {
			try {
				return this.cache.get(key, valueLoader,
						new ToleratedFailures(this.cache, key, this.invocation.executor()));
			}
			catch (LoadRejectedException ex) {
				throw new CallersFailure(ex);
			}
		}
		// What a transaction reads may be its own: not for other threads before it
		// commits
		ValueWrapper hit = get(key);
		if (hit != null) {
			return (T) hit.get();
		}
		T value;
		try {
			value = valueLoader.call();
		}
		catch (Exception ex) {
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
		try {
			put(key, value);
		}
		catch (RuntimeException ex) {
			new ToleratedFailures(this.cache, key, this.invocation.executor()).unstored(ex, value);
		}
		return value;
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		Rerun rerun = this.invocation.rerun();
		if (rerun != null) {
			return CompletableFuture.completedFuture(again(rerun, key));
		}
		if (touched(key)) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable ValueWrapper> result = new CompletableFuture<>();
		OnMiss allowed = this.rules.get();
		boolean guarded = !TransactionWrites.active();
		if (!guarded) {
			this.invocation.leases().keepToCaller();
		}
		CompletableFuture<Read> answer = (allowed == OnMiss.PASS) ? this.cache.peekAsync(key)
				: this.cache.readAsync(key);
		answer.exceptionallyCompose((failure) -> pastAsync(key, failure, allowed, guarded))
			.whenComplete((read, failure) -> {
				if (failure != null) {
					result.completeExceptionally(Completion.cause(failure));
				}
				else {
					result.complete(remember(read));
				}
			});
		return result;
	}

	private CompletableFuture<Read> pastAsync(Object key, Throwable failure, OnMiss allowed, boolean guarded) {
		if (!(Completion.cause(failure) instanceof StoreException reason)) {
			return CompletableFuture.failedFuture(failure);
		}
		this.invocation.executor().unread(reason, target(), key);
		if (!guarded || this.invocation.leases().loading()) {
			return CompletableFuture.completedFuture(Read.past(this.cache.entry(key)));
		}
		return CallersFailure.of(this.cache.readPastAsync(key, allowed == OnMiss.WAIT), this.invocation.leases());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		if (this.invocation.rerun() == null && this.rules.get() == OnMiss.WAIT) {
			return CallersFailure.of(
					this.cache.retrieve(key, valueLoader,
							new ToleratedFailures(this.cache, key, this.invocation.executor())),
					this.invocation.leases());
		}
		// What a transaction reads may be its own
		return touched(key) ? valueLoader.get()
				: this.cache.peekAsync(key)
					.thenCompose((read) -> (read.hit() != null)
							? CompletableFuture.completedFuture((T) read.hit().value()) : valueLoader.get());
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		if (!this.fill) {
			write(key, value);
			return;
		}
		Read seen = this.miss;
		if (seen != null) {
			this.invocation.leases().remove(seen);
			CacheWrite.Fill made = new CacheWrite.Fill(this.cache, key, seen, value);
			if (this.invocation.fillsLater()) {
				this.invocation.write(this.invocation.transactional() ? made.later() : made);
			}
			else {
				// Its failure may become the caller's
				made.run();
			}
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

	private boolean touched(Object key) {
		return TransactionWrites.active() && TransactionWrites.touched(this.cache.region(), key);
	}

	private @Nullable ValueWrapper again(Rerun rerun, Object key) {
		Read read = rerun.read();
		if (!this.cache.entry(key).equals(read.key())) {
			return null;
		}
		Decoded stale = read.stale();
		if (rerun.serves() && stale != null) {
			return new SimpleValueWrapper(stale.value());
		}
		this.miss = read;
		this.invocation.leases().add(this.cache, read);
		return null;
	}

	private @Nullable ValueWrapper remember(Read read) {
		Decoded hit = read.hit();
		if (hit != null) {
			if (!hit.freshness().always()) {
				this.invocation.keep(this.cache, read);
			}
			return new SimpleValueWrapper(hit.value());
		}
		if (read.awaited() || this.rules.get() != OnMiss.PASS) {
			this.miss = read;
			this.invocation.leases().add(this.cache, read);
		}
		return null;
	}

}
