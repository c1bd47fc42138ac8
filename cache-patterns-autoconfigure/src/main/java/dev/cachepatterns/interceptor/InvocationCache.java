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

	private final UnusedLeases leases;

	private final PastReads past;

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
		this.leases = invocation.leases();
		this.past = new PastReads(cache, invocation);
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
		CallTags.check(this.cache);
		if (touched(key)) {
			return null;
		}
		try {
			return remember(this.cache.read(key, this.rules));
		}
		catch (StoreException ex) {
			this.invocation.executor().unread(ex, target(), key);
			Read past = this.past.read(key, () -> this.rules.get() == OnMiss.WAIT);
			return (past != null) ? remember(past) : null;
		}
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return target().get(key, type);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		CallTags.check(this.cache);
		if (this.invocation.rerun() == null && !this.invocation.transactional() && this.rules.get() == OnMiss.WAIT) {
			try {
				return this.cache.get(key, valueLoader, tolerated(key));
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
			tolerated(key).unstored(ex, value);
		}
		return value;
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		Rerun rerun = this.invocation.rerun();
		if (rerun != null) {
			return CompletableFuture.completedFuture(again(rerun, key));
		}
		CallTags.check(this.cache);
		if (touched(key)) {
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<@Nullable ValueWrapper> result = new CompletableFuture<>();
		OnMiss allowed = this.rules.get();
		boolean guarded = !TransactionWrites.active();
		if (!guarded) {
			this.leases.keepToCaller();
		}
		CompletableFuture<Read> answer = (allowed == OnMiss.PASS) ? this.cache.peekAsync(key)
				: this.cache.readAsync(key);
		answer.exceptionallyCompose((failure) -> this.past.readAsync(key, failure, allowed == OnMiss.WAIT, guarded))
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

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		CallTags.check(this.cache);
		if (this.invocation.rerun() == null && this.rules.get() == OnMiss.WAIT) {
			return CallersFailure.of(this.cache.retrieve(key, valueLoader, tolerated(key)), this.leases);
		}
		// What a transaction reads may be its own
		return touched(key) ? valueLoader.get()
				: this.cache.peekAsync(key)
					.thenCompose((read) -> (read.hit() != null)
							? CompletableFuture.completedFuture((T) read.hit().value()) : valueLoader.get());
	}

	private ToleratedFailures tolerated(Object key) {
		return new ToleratedFailures(this.cache, key, this.invocation.executor());
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		if (!this.fill) {
			write(key, value);
			return;
		}
		Read seen = this.miss;
		if (seen != null) {
			this.leases.remove(seen);
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
		CallTags.evictions(this.cache, key).forEach(this.invocation::write);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		CallTags.evictions(this.cache, key).forEach(this.invocation::writeFirst);
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
		return TransactionWrites.active()
				&& (TransactionWrites.touched(this.cache.region(), key) || CallTags.evicted(this.cache));
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
		return missed(read);
	}

	private @Nullable ValueWrapper missed(Read read) {
		this.miss = read;
		this.leases.add(this.cache, read);
		return null;
	}

	private @Nullable ValueWrapper remember(Read read) {
		Decoded hit = read.hit();
		if (hit != null) {
			if (!hit.freshness().always()) {
				this.invocation.keep(this.cache, read);
			}
			return CallTags.evicted(this.cache.region(), hit.tags()) ? null : new SimpleValueWrapper(hit.value());
		}
		OnMiss allowed = this.rules.get();
		Decoded enough = (allowed == OnMiss.WAIT) ? this.leases.deadline().missed(this.cache, read) : null;
		if (enough != null) {
			return new SimpleValueWrapper(enough.value());
		}
		return (read.awaited() || allowed != OnMiss.PASS) ? missed(read) : null;
	}

}
