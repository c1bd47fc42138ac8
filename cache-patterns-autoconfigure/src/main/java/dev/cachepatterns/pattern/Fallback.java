package dev.cachepatterns.pattern;

import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.StoreKey;

/**
 * Reads of a cache that is out: its callers load, as many at once as the database can
 * bear. Callers that want the same at the same time get a copy of one value, as they
 * would from the cache.
 */
public final class Fallback {

	private final CacheAside cache;

	/**
	 * The fallback of a cache.
	 * @param cache the cache
	 */
	public Fallback(CacheAside cache) {
		this.cache = cache;
	}

	private LoadGuard guard() {
		return this.cache.storage().loads();
	}

	/**
	 * Waits until the caller may load a key, or another caller has loaded it.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param joins whether the value of another caller will do
	 * @return a hit; or a miss, which has to be followed by {@link #fill} or
	 * {@link #release}
	 * @throws InterruptedException if interrupted meanwhile
	 * @throws RuntimeException that of {@link LoadLimiter#acquire}
	 */
	public Read read(StoreKey key, Expected expected, boolean joins) throws InterruptedException {
		Thread caller = Thread.currentThread();
		if (guard().loads(caller)) {
			return Read.past(key);
		}
		CompletableFuture<Read> read = counted(key, expected, joins, caller);
		try {
			return read.get();
		}
		catch (InterruptedException ex) {
			read.thenAccept(this::release);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException reason) ? reason : new CompletionException(ex.getCause());
		}
	}

	/**
	 * The same, without blocking the calling thread. A load that waits for another one
	 * within it is counted twice.
	 * @param key the key
	 * @param expected what the caller takes
	 * @param joins whether the value of another caller will do
	 * @return the answer, as {@link #read}
	 */
	public CompletableFuture<Read> readAsync(StoreKey key, Expected expected, boolean joins) {
		CompletableFuture<Read> read = counted(key, expected, joins, null);
		return read.thenApplyAsync(Function.identity(), this.cache.storage().executor())
			.whenComplete((any, failure) -> {
				if (failure != null) {
					// No thread was free for who has got the turn
					read.thenAccept(this::release);
				}
			});
	}

	private CompletableFuture<Read> counted(StoreKey key, Expected expected, boolean joins, @Nullable Thread owner) {
		return read(key, expected, joins, owner).whenComplete((read, failure) -> {
			CacheStats stats = this.cache.stats();
			if (failure != null) {
				stats.recordRejectedFallback();
			}
			else if (read.hit() != null) {
				stats.recordJoinedFallback();
			}
			else {
				stats.recordFallback();
			}
		});
	}

	private CompletableFuture<Read> read(StoreKey key, Expected expected, boolean joins, @Nullable Thread owner) {
		if (!joins) {
			return alone(key, owner);
		}
		return guard().enter(new Place(key, expected), owner).thenCompose((turn) -> {
			if (!turn.ended()) {
				return CompletableFuture.completedFuture(Read.past(key, turn));
			}
			byte[] payload = turn.payload();
			Decoded copy = (payload != null) ? decode(payload, expected) : null;
			return (copy != null) ? CompletableFuture.completedFuture(Read.copied(key, copy)) : alone(key, owner);
		});
	}

	private CompletableFuture<Read> alone(StoreKey key, @Nullable Thread owner) {
		return guard().enterAlone(owner).thenApply((turn) -> Read.past(key, turn));
	}

	private @Nullable Decoded decode(byte[] payload, Expected expected) {
		try {
			return this.cache.storage().codec().decode(ByteBuffer.wrap(payload), expected);
		}
		catch (CodecException ex) {
			return null;
		}
	}

	/**
	 * Gives what was loaded to those that wait for it, if it is for others at all.
	 * @param miss the read that missed
	 * @param value the loaded value
	 * @param caller who has loaded it
	 * @return whether the read was one of this class
	 */
	public boolean fill(Read miss, @Nullable Object value, Caller caller) {
		Turn turn = miss.turn();
		if (turn == null) {
			return false;
		}
		this.cache.stats().recordLoad(System.nanoTime() - miss.at());
		byte[] payload = null;
		try {
			payload = turn.shared() ? this.cache.filler().encode(value, caller) : null;
		}
		catch (CodecException ex) {
			// They load for themselves, and say so
		}
		finally {
			turn.end(payload);
		}
		return true;
	}

	/**
	 * Ends a load that has no value for others.
	 * @param miss the read; nothing happens if it was not one of this class
	 */
	public void release(Read miss) {
		Turn turn = miss.turn();
		if (turn != null) {
			turn.end(null);
		}
	}

	/**
	 * Loads a key, or gets it from a caller that does.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @param loader loads the value
	 * @return the value
	 * @throws ExecutionException with what the loader threw as its cause
	 * @throws InterruptedException if interrupted while others load
	 */
	public @Nullable Object load(StoreKey key, Caller caller, Callable<? extends @Nullable Object> loader)
			throws ExecutionException, InterruptedException {
		Read read = read(key, caller.expected(), true);
		Decoded hit = read.hit();
		if (hit != null) {
			return hit.value();
		}
		try {
			Object value = loader.call();
			fill(read, value, caller);
			return value;
		}
		catch (Throwable ex) {
			throw new ExecutionException(ex);
		}
		finally {
			release(read);
		}
	}

	/**
	 * The same, without blocking the calling thread.
	 * @param key the key
	 * @param caller who reads, and what it takes
	 * @param loader loads the value
	 * @return the value
	 */
	public CompletableFuture<@Nullable Object> loadAsync(StoreKey key, Caller caller,
			Supplier<CompletableFuture<@Nullable Object>> loader) {
		return readAsync(key, caller.expected(), true).thenCompose((read) -> {
			Decoded hit = read.hit();
			if (hit != null) {
				return CompletableFuture.completedFuture(hit.value());
			}
			return ReadThrough.start(loader).whenComplete((value, failure) -> {
				if (failure == null) {
					fill(read, value, caller);
				}
				release(read);
			});
		});
	}

	/**
	 * What callers can share.
	 *
	 * @param key the key
	 * @param expected what they take
	 */
	private record Place(StoreKey key, Expected expected) {
	}

}
