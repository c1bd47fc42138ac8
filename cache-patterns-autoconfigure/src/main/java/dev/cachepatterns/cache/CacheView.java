package dev.cachepatterns.cache;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.pattern.LoadFailure;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.pattern.Snapshot;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;

/**
 * A cache as one call uses it: with the type that it takes, in the region of its tenant,
 * and with the steps that a caller needs who loads and writes in between. Failures are
 * those of {@link PatternCache}.
 */
public final class CacheView {

	private final PatternCache cache;

	private final Caller caller;

	private final Region region;

	CacheView(PatternCache cache, Caller caller, Region region) {
		this.cache = cache;
		this.caller = caller;
		this.region = region;
	}

	/**
	 * The pattern of the cache.
	 * @return the pattern
	 */
	public CacheAside aside() {
		return this.cache.aside();
	}

	/**
	 * The cache itself.
	 * @return the cache
	 */
	public PatternCache cache() {
		return this.cache;
	}

	/**
	 * Where its entries are.
	 * @return the region
	 */
	public Region region() {
		return this.region;
	}

	/**
	 * Who reads and writes.
	 * @return the caller
	 */
	public Caller caller() {
		return this.caller;
	}

	/**
	 * The name of an entry on the server.
	 * @param key the key
	 * @return the name
	 * @throws UnusableKeyException if nothing can stand under that key
	 */
	public StoreKey entry(Object key) {
		return StoreKey.of(this.region, KeyRenderer.render(key));
	}

	/**
	 * The tags that the caller's values get.
	 * @return their names
	 * @throws RuntimeException if the caller cannot say
	 */
	public List<String> tags() {
		return this.caller.tags().get();
	}

	/**
	 * Reads a key for a caller that will not fill it.
	 */
	public Read peek(Object key) {
		return aside().peek(entry(key), this.caller);
	}

	/**
	 * {@link #peek} without blocking the calling thread.
	 */
	public CompletableFuture<Read> peekAsync(Object key) {
		return aside().peekAsync(entry(key), this.caller).toCompletableFuture();
	}

	/**
	 * Reads a key for a fill that may follow, and takes its lease on a miss. While
	 * another caller loads, it waits for a bounded time; not if the thread is
	 * interrupted.
	 * @param key the key
	 * @param onMiss asked what the caller may do about a miss
	 * @return the answer
	 */
	public Read read(Object key, Supplier<OnMiss> onMiss) {
		try {
			return aside().read(entry(key), this.caller, onMiss);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return peek(key);
		}
	}

	/**
	 * {@link #read} without blocking the calling thread.
	 */
	public CompletableFuture<Read> readAsync(Object key) {
		return aside().readAsync(entry(key), this.caller);
	}

	/**
	 * Reads a key, and loads and stores its value on a miss.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param valueLoader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value
	 * @throws LoadRejectedException if the cache is out, and the value may not be loaded
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(Object key, Callable<T> valueLoader, ReadFailures failures) {
		return (T) Loading.read(key, valueLoader,
				() -> this.cache.through().get(entry(key), this.caller, valueLoader, failures));
	}

	/**
	 * The same, without blocking the calling thread.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param valueLoader loads the value
	 * @param failures told of what the caller does not notice
	 * @return the value
	 */
	@SuppressWarnings({ "unchecked", "rawtypes" })
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader,
			ReadFailures failures) {
		return this.cache.through().getAsync(entry(key), this.caller, (Supplier) valueLoader, failures);
	}

	/**
	 * Stores what was loaded after a miss, unless something has changed since.
	 * @param miss the read that missed
	 * @param value the loaded value
	 */
	public void fill(Read miss, @Nullable Object value) {
		if (!this.cache.fallback().fill(miss, value, this.caller)) {
			aside().fill(miss, value, this.caller);
		}
	}

	/**
	 * Keeps the value of a hit in the cache, as {@link CacheAside#keep}.
	 * @param hit the read
	 * @param loader given a read to load for, on another thread
	 */
	public void keep(Read hit, Consumer<Read> loader) {
		aside().keep(hit, loader);
	}

	/**
	 * How a value is at this moment, to see later whether it has been changed.
	 * @param value the value
	 * @return its state
	 */
	public Snapshot snapshot(@Nullable Object value) {
		return Snapshot.of(aside(), value, this.caller);
	}

	/**
	 * Gives back what a read holds that no fill follows.
	 * @param miss the read that missed
	 * @param failed whether what it was to load has failed
	 * @param shared what its loader has thrown, for those too that wait for it;
	 * {@code null} if they load for themselves
	 */
	public void release(Read miss, boolean failed, @Nullable Throwable shared) {
		this.cache.fallback().release(miss);
		aside().release(miss, failed ? new LoadFailure(this.caller.expected(), shared) : null);
	}

	/**
	 * Reads a key of a cache that is out: the caller may have to wait until it may load,
	 * unless its thread is interrupted.
	 * @param key the key
	 * @param joins whether the value that another caller loads will do
	 * @return the answer
	 * @throws LoadRejectedException if it may not load
	 */
	public Read readPast(Object key, boolean joins) {
		try {
			return this.cache.fallback().read(entry(key), this.caller.expected(), joins);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Read.past(entry(key));
		}
	}

	/**
	 * {@link #readPast} without blocking the calling thread.
	 */
	public CompletableFuture<Read> readPastAsync(Object key, boolean joins) {
		return this.cache.fallback().readAsync(entry(key), this.caller.expected(), joins);
	}

	/**
	 * Announces a write of a key, before its commit.
	 * @param key the key
	 * @return the intent
	 */
	public WriteIntent intend(Object key) {
		return aside().intend(entry(key), this.caller);
	}

	/**
	 * Announces a write that makes the whole cache old, before its commit.
	 * @return the intent
	 */
	public Intent intendClear() {
		return aside().intendClear(this.region);
	}

	/**
	 * Ends a write that may leave its value.
	 * @param intent the intent
	 * @param value the value
	 */
	public void publish(WriteIntent intent, @Nullable Object value) {
		if (intent.publish(value, this.caller)) {
			aside().stats().recordPut();
		}
	}

	/**
	 * Ends a write that leaves nothing.
	 * @param intent the intent
	 */
	public void leave(Intent intent) {
		intent.leave();
		aside().stats().recordEviction();
	}

	/**
	 * Stores a value, whatever is there.
	 * @param key the key
	 * @param value the value
	 */
	public void put(Object key, @Nullable Object value) {
		aside().put(entry(key), value, this.caller);
	}

	/**
	 * Stores a value if there is none.
	 * @param key the key
	 * @param value the value
	 * @return the value that was there, {@code null} if there was none
	 */
	@Nullable Decoded putIfAbsent(Object key, @Nullable Object value) {
		return aside().putIfAbsent(entry(key), value, this.caller);
	}

	/**
	 * Removes an entry.
	 * @param key the key
	 * @return whether it was there
	 */
	public boolean evict(Object key) {
		return aside().evict(entry(key));
	}

	/**
	 * Removes all entries.
	 */
	public void clear() {
		aside().clear(this.region);
	}

}
