package dev.cachepatterns.cache;

import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.journal.Debt;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Fallback;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;

/**
 * The cache-aside pattern as Spring's {@link Cache}.
 * <p>
 * Every method has reached the backend when it returns and takes effect at once, also
 * inside a transaction; only what a loader has loaded inside of one is stored after its
 * commit. When the backend fails, a read is a miss, a loader is called if the database
 * can bear it ({@link LoadRejectedException}), and the invalidation that a write should
 * have made is owed; unless {@code cache-patterns.resilience.on-failure} lets the caller
 * have the {@link StoreException}. Values that this JVM has no declared type for are read
 * by the type they were written with.
 */
public final class PatternCache implements Cache {

	private final CacheAside aside;

	private final ReadThrough through;

	private final Fallback fallback;

	private final FailurePolicy failures;

	private final StaleReport stale;

	private final Loading loading;

	private volatile @Nullable Region latest;

	/**
	 * A cache.
	 * @param aside the pattern
	 * @param failures what becomes of calls that the backend has failed
	 * @param surroundings asked what surrounds a call that loads
	 */
	public PatternCache(CacheAside aside, FailurePolicy failures, Supplier<Surroundings> surroundings) {
		this.loading = new Loading(surroundings);
		this.aside = aside;
		this.fallback = new Fallback(aside);
		this.through = new ReadThrough(aside, this.fallback);
		this.failures = failures;
		this.stale = new StaleReport(aside.name());
	}

	CacheAside aside() {
		return this.aside;
	}

	ReadThrough through() {
		return this.through;
	}

	Fallback fallback() {
		return this.fallback;
	}

	/**
	 * The cache for a caller that knows its values.
	 * @param caller what it says of them
	 * @param prefix first part of its keys, whoever uses it later, from {@link #prefix()}
	 * @return a view, whose failures are those of the backend
	 */
	public CacheView used(Caller caller, String prefix) {
		return new CacheView(this, caller, region(prefix));
	}

	private CacheView view() {
		return used(Caller.ANYONE, prefix());
	}

	/**
	 * First part of the keys of the call at hand.
	 * @return the prefix
	 */
	public String prefix() {
		return this.aside.storage().prefix().get();
	}

	private Region region(String prefix) {
		Region known = this.latest;
		if (known == null || !known.prefix().equals(prefix)) {
			known = Region.of(prefix, getName());
			this.latest = known;
		}
		return known;
	}

	/**
	 * What was counted since the start of this JVM.
	 */
	public CacheStats.Counts counts() {
		return this.aside.stats().counts();
	}

	/**
	 * Counts an entry that the backend has removed for lack of space.
	 */
	public void recordEviction() {
		this.aside.stats().recordEviction();
	}

	/**
	 * Counts a value that is served though it is no longer fresh.
	 */
	public void recordStaleHit() {
		this.aside.stats().recordStaleHit();
	}

	/**
	 * What the cache does for this instance.
	 * @return the mode
	 */
	public Mode mode() {
		return this.aside.mode();
	}

	/**
	 * What the cache promises.
	 * @return the consistency
	 */
	public Consistency consistency() {
		return this.aside.eventual() ? Consistency.EVENTUAL : Consistency.STRICT;
	}

	/**
	 * Switches the cache for this instance, from the next step of any call on.
	 * @param mode the mode
	 */
	public void switchTo(Mode mode) {
		this.aside.switchTo(mode);
	}

	@Override
	public String getName() {
		return this.aside.name();
	}

	@Override
	public Object getNativeCache() {
		return this.aside.storage().store();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return wrap(peek(view(), key));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Decoded hit = peek(used(Caller.of(Expected.of((Type) type)), prefix()), key);
		return (hit != null) ? (T) hit.value() : null;
	}

	private @Nullable Decoded peek(CacheView view, Object key) {
		try {
			return view.peek(key).hit();
		}
		catch (StoreException ex) {
			this.failures.handler().handleCacheGetError(ex, this, key);
			return null;
		}
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return this.loading.get(view(), key, valueLoader, failures(key));
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		return view().peekAsync(key).thenApply((read) -> wrap(read.hit())).exceptionally((failure) -> {
			this.failures.handler().handleCacheGetError(ofBackend(failure), this, key);
			return null;
		});
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return this.loading.retrieve(view(), key, valueLoader, failures(key));
	}

	/**
	 * Says that a value could not be loaded anew, and is served on.
	 * @param key its key
	 * @param failure why
	 */
	public void servedOn(Object key, Throwable failure) {
		this.stale.report(key, failure);
	}

	private ReadFailures failures(Object key) {
		return new LoggedFailures(this, key, this.failures.handler());
	}

	private static StoreException ofBackend(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof StoreException known) {
			return known;
		}
		throw (failure instanceof CompletionException known) ? known : new CompletionException(failure);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		CacheView view = view();
		try {
			view.put(key, value);
		}
		catch (StoreException ex) {
			this.failures.unwritten(debt(view, key), ex,
					() -> this.failures.handler().handleCachePutError(ex, this, key, value));
		}
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		try {
			return wrap(view().putIfAbsent(key, value));
		}
		catch (StoreException ex) {
			this.failures.handler().handleCachePutError(ex, this, key, value);
			return null;
		}
	}

	@Override
	public void evict(Object key) {
		evictIfPresent(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		CacheView view = view();
		try {
			return view.evict(key);
		}
		catch (StoreException ex) {
			this.failures.unwritten(debt(view, key), ex,
					() -> this.failures.handler().handleCacheEvictError(ex, this, key));
			return false;
		}
	}

	@Override
	public void clear() {
		CacheView view = view();
		try {
			view.clear();
		}
		catch (StoreException ex) {
			Debt debt = view.aside().eventual() ? null : Debt.all(view.region());
			this.failures.unwritten(debt, ex, () -> this.failures.handler().handleCacheClearError(ex, this));
		}
	}

	/**
	 * Clears the cache.
	 * @return {@code false}: whether it held anything is not known
	 */
	@Override
	public boolean invalidate() {
		clear();
		return false;
	}

	private static @Nullable Debt debt(CacheView view, Object key) {
		return view.aside().eventual() ? null : Debt.of(view.entry(key));
	}

	private static @Nullable ValueWrapper wrap(@Nullable Decoded hit) {
		return (hit != null) ? new SimpleValueWrapper(hit.value()) : null;
	}

}
