package dev.cachepatterns.interceptor;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.CacheView;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * A call of an annotated method that writes, as the interceptor makes it inside its
 * transaction: for tests of other packages.
 */
public final class WritingCall {

	private final WriteExecutor executor;

	/**
	 * A caller.
	 * @param executor announces and makes changes
	 * @param policy what becomes of writes that the cache cannot be told of
	 */
	public WritingCall(Executor executor, WritePolicy policy) {
		this.executor = new WriteExecutor(executor, Unnoticed::new, policy);
	}

	/**
	 * Calls a method.
	 * @param change what its annotation says
	 * @param cache the cache
	 * @param key the key
	 * @param method the method
	 */
	public void run(Change change, CacheView cache, Object key, Supplier<Object> method) {
		boolean transactional = TransactionWrites.active();
		Announcements announcements = new Announcements(this.executor);
		announcements.expect(() -> change.of(cache, key, null), change == Change.PUT);
		announcements.announce(transactional, transactional && announcements.leaves());
		try {
			CacheWrite write = change.of(cache, key, method.get());
			if (transactional) {
				TransactionWrites.add(write, this.executor, true);
			}
			else {
				announcements.run(write, true);
			}
		}
		finally {
			announcements.end();
		}
	}

	/**
	 * What a method does to a cache.
	 */
	public enum Change {

		/**
		 * It leaves what it returns.
		 */
		PUT,

		/**
		 * It removes the entry.
		 */
		EVICT,

		/**
		 * It clears the cache.
		 */
		CLEAR;

		private CacheWrite of(CacheView cache, Object key, @Nullable Object value) {
			return switch (this) {
				case PUT -> new CacheWrite.Put(cache, key, value);
				case EVICT -> new CacheWrite.Evict(cache, key);
				case CLEAR -> new CacheWrite.Clear(cache);
			};
		}

	}

	/**
	 * The journal has to make good what fails.
	 */
	private static final class Unnoticed implements CacheErrorHandler {

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			// It is not read
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
			// It is owed
		}

		@Override
		public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
			// It is owed
		}

		@Override
		public void handleCacheClearError(RuntimeException exception, Cache cache) {
			// It is owed
		}

	}

}
