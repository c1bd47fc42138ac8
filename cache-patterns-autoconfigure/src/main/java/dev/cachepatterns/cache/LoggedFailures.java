package dev.cachepatterns.cache;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.CacheErrorHandler;

import dev.cachepatterns.pattern.ReadFailures;
import dev.cachepatterns.store.StoreException;

/**
 * What goes wrong in a call of the cache itself.
 */
record LoggedFailures(PatternCache cache, Object key, CacheErrorHandler handler) implements ReadFailures {

	private static final Log logger = LogFactory.getLog(PatternCache.class);

	@Override
	public void unread(StoreException failure) {
		this.handler.handleCacheGetError(failure, this.cache, this.key);
	}

	@Override
	public void unloaded(Exception failure) {
		this.cache.servedOn(this.key, failure);
	}

	@Override
	public void unstored(RuntimeException failure, @Nullable Object value) {
		logger.warn("The loaded value of " + this.key + " is not in cache '" + this.cache.getName() + "'", failure);
	}

}
