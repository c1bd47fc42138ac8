package dev.cachepatterns.interceptor;

import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.UnusableKeyException;
import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.store.StoreException;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Gives the application's error handler the failures of caches, each with the cache as
 * the application knows it. For publishers Spring also reports what the method itself has
 * failed with; that is left out.
 */
record CacheFailures(CacheErrorHandler handler) implements CacheErrorHandler {

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		RuntimeException cause = (Completion.cause(exception) instanceof RuntimeException inner) ? inner : exception;
		if (cause instanceof CallersFailure known) {
			throw known.failure();
		}
		if (!(cache instanceof InvocationCache) || ofCache(cause)) {
			this.handler.handleCacheGetError(cause, unwrap(cache), key);
		}
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		this.handler.handleCachePutError(exception, unwrap(cache), key, value);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		this.handler.handleCacheEvictError(exception, unwrap(cache), key);
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		this.handler.handleCacheClearError(exception, unwrap(cache));
	}

	static boolean ofCache(Throwable exception) {
		return exception instanceof StoreException || exception instanceof CodecException
				|| exception instanceof UnusableKeyException || exception instanceof RejectedExecutionException;
	}

	private static Cache unwrap(Cache cache) {
		return (cache instanceof InvocationCache view) ? view.target() : cache;
	}

}
