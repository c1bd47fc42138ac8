package dev.cachepatterns.cache;

import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.ReadThrough;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.springframework.cache.Cache;
import org.springframework.cache.support.SimpleValueWrapper;

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

	private final Expected expected;

	private final @Nullable Region region;

	/**
	 * A cache.
	 * @param aside the pattern
	 */
	public PatternCache(CacheAside aside) {
		this(aside, new ReadThrough(aside), Expected.ANYTHING, null);
	}

	private PatternCache(CacheAside aside, ReadThrough through, Expected expected, @Nullable Region region) {
		this.aside = aside;
		this.through = through;
		this.expected = expected;
		this.region = region;
	}

	/**
	 * The same cache for a caller that knows the type of its values.
	 * @param expected what it expects
	 * @param prefix first part of its keys, whoever uses it later, from {@link #prefix()}
	 * @return a view
	 */
	public PatternCache expecting(Expected expected, String prefix) {
		return new PatternCache(this.aside, this.through, expected, this.aside.region(prefix));
	}

	/**
	 * First part of the keys of the call at hand.
	 * @return the prefix
	 */
	public String prefix() {
		return this.aside.prefix();
	}

	/**
	 * Where its entries are.
	 * @return the region, which can be another one with every call
	 */
	public Region region() {
		return (this.region != null) ? this.region : this.aside.region();
	}

	private StoreKey name(Object key) {
		return StoreKey.of(region(), KeyRenderer.render(key));
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
		return wrap(this.aside.peek(name(key), this.expected));
	}

	/**
	 * Reads a key for a fill that may follow, and takes its lease on a miss.
	 * @param key the key
	 * @return the answer
	 */
	public Read read(Object key) {
		return this.aside.lease(this.aside.peek(name(key), this.expected));
	}

	/**
	 * Reads a key for a fill that may follow, and takes its lease on a miss, without
	 * blocking the calling thread.
	 * @param key the key
	 * @return the answer
	 */
	public CompletableFuture<Read> readAsync(Object key) {
		return this.aside.peekAsync(name(key), this.expected).thenCompose(this.aside::leaseAsync).toCompletableFuture();
	}

	/**
	 * Announces a write of a key, before its commit.
	 * @param key the key
	 * @return the intent
	 */
	public WriteIntent intend(Object key) {
		return this.aside.intend(name(key));
	}

	/**
	 * Ends a write that may leave its value.
	 * @param intent the intent
	 * @param value the value
	 */
	public void publish(WriteIntent intent, @Nullable Object value) {
		if (intent.publish(value, this.expected)) {
			this.aside.stats().recordPut();
		}
	}

	/**
	 * Ends a write that leaves nothing.
	 * @param intent the intent
	 */
	public void leave(WriteIntent intent) {
		intent.leave();
		this.aside.stats().recordEviction();
	}

	/**
	 * Gives back the lease of a read that no fill follows.
	 * @param miss the read that missed
	 */
	public void release(Read miss) {
		this.aside.release(miss);
	}

	/**
	 * Stores what was loaded after a miss, unless something has changed since.
	 * @param miss the read that missed
	 * @param value the loaded value
	 */
	public void fill(Read miss, @Nullable Object value) {
		this.aside.fill(miss, value, this.expected);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		Decoded hit = this.aside.peek(name(key), Expected.of((Type) type)).hit();
		return (hit != null) ? (T) hit.value() : null;
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return get(key, valueLoader, (failure, value) -> unstored(key, failure));
	}

	/**
	 * The same as {@link #get(Object, Callable)}, for a caller that wants to know of a
	 * value that could not be stored.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param valueLoader loads the value
	 * @param onFillFailure told why a loaded value could not be stored, and the value
	 * @return the value
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure) {
		try {
			return (T) this.through.get(name(key), this.expected, valueLoader, onFillFailure);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw new ValueRetrievalException(key, valueLoader, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ValueRetrievalException(key, valueLoader, ex);
		}
	}

	@Override
	public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
		return this.aside.peekAsync(name(key), this.expected).thenApply(PatternCache::wrap).toCompletableFuture();
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return retrieve(key, valueLoader, (failure, value) -> unstored(key, failure));
	}

	/**
	 * The same as {@link #retrieve(Object, Supplier)}, for a caller that wants to know of
	 * a value that could not be stored.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param valueLoader loads the value
	 * @param onFillFailure told why a loaded value could not be stored, and the value
	 * @return the value
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader,
			BiConsumer<RuntimeException, @Nullable Object> onFillFailure) {
		return this.through.getAsync(name(key), this.expected, (Supplier) valueLoader, onFillFailure);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.aside.put(name(key), value, this.expected);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		Decoded present = this.aside.putIfAbsent(name(key), value, this.expected);
		return (present != null) ? new SimpleValueWrapper(present.value()) : null;
	}

	@Override
	public void evict(Object key) {
		this.aside.evict(name(key));
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.aside.evict(name(key));
	}

	@Override
	public void clear() {
		this.aside.clear(region());
	}

	/**
	 * Clears the cache.
	 * @return {@code false}: whether it held anything is not known without asking for
	 * every entry
	 */
	@Override
	public boolean invalidate() {
		this.aside.clear(region());
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
