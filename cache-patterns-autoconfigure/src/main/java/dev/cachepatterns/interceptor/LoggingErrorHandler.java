package dev.cachepatterns.interceptor;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Logs what a cache has failed with, and lets the caller go on without it. The stack
 * trace is logged at debug level, as are calls that were not made because the cache is
 * known to be out.
 */
public final class LoggingErrorHandler implements CacheErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		log("Cache '%s' is not asked for key '%s'".formatted(cache.getName(), key), exception);
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		log("Cache '%s' does not have the new value of key '%s'".formatted(cache.getName(), key), exception);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		log("Cache '%s' may keep an old value of key '%s' until its TTL".formatted(cache.getName(), key), exception);
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		log("Cache '%s' may keep old values until their TTL".formatted(cache.getName()), exception);
	}

	private static void log(String consequence, RuntimeException exception) {
		Throwable cause = Completion.cause(exception);
		if (cause instanceof StoreUnavailableException known && !known.asked()) {
			logger.debug(consequence, exception);
			return;
		}
		String reason = (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
		logger.warn(consequence + ": " + reason);
		logger.debug(consequence, exception);
	}

}
