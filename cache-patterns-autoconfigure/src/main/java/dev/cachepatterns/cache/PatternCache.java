package dev.cachepatterns.cache;

import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;

/**
 * The cache-aside pattern as Spring's {@link Cache}.
 * <p>
 * Every method has reached the backend when it returns and takes effect at once, also
 * inside a transaction. Failures of the backend are thrown as
 * {@link dev.cachepatterns.store.StoreException}; only a loaded value that cannot be
 * stored is returned and logged. Values that this JVM has no declared type for are read
 * by the type they were written with.
 */
public final class PatternCache implements Cache {

	private static final Log logger = LogFactory.getLog(PatternCache.class);

	private final CacheAside aside;

	private final ReadThrough through;

	private volatile @Nullable Region latest;

	/**
	 * A cache.
	 * @param aside the pattern
	 */
	public PatternCache(CacheAside aside) {
		this.aside = aside;
		this.through = new ReadThrough(aside);
	}

	/**
	 * The cache for a caller that knows the type of its values.
	 * @param expected what it expects
	 * @param prefix first part of its keys, whoever uses it later, from {@link #prefix()}
	 * @return a view
	 */
	public CacheView expecting(Expected expected, String prefix) {
		return new CacheView(this, this.aside, this.through, expected, region(prefix));
	}

	private CacheView view() {
		return expecting(Expected.ANYTHING, prefix());
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
	 * @return the counts
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
		return wrap(view().peek(key));
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Decoded hit = expecting(Expected.of((Type) type), prefix()).peek(key).hit();
		return (hit != null) ? (T) hit.value() : null;
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return view().get(key, valueLoader, (failure, value) -> unstored(key, failure));
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		return view().peekAsync(key).thenApply(PatternCache::wrap);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return view().retrieve(key, valueLoader, (failure, value) -> unstored(key, failure));
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		view().put(key, value);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		Decoded present = view().putIfAbsent(key, value);
		return (present != null) ? new SimpleValueWrapper(present.value()) : null;
	}

	@Override
	public void evict(Object key) {
		view().evict(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return view().evict(key);
	}

	@Override
	public void clear() {
		view().clear();
	}

	/**
	 * Clears the cache.
	 * @return {@code false}: whether it held anything is not known without asking for
	 * every entry
	 */
	@Override
	public boolean invalidate() {
		view().clear();
		return false;
	}

	private static @Nullable ValueWrapper wrap(Read read) {
		Decoded hit = read.hit();
		return (hit != null) ? new SimpleValueWrapper(hit.value()) : null;
	}

	private void unstored(Object key, RuntimeException failure) {
		logger.warn("The loaded value of " + key + " is not in cache '" + getName() + "'", failure);
	}

}
