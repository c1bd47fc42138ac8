package dev.cachepatterns.interceptor;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.CacheErrorHandler;

/**
 * Logs what a cache has failed with, and lets the caller go on without it. The stack
 * trace is logged at debug level, as are calls that were not made because the cache is
 * known to be out. Of the failures of a backend, which come in crowds, one in ten seconds
 * is logged for each cache and kind of call, and the others at debug level.
 */
public final class LoggingErrorHandler implements CacheErrorHandler {

	private static final Log logger = LogFactory.getLog(LoggingErrorHandler.class);

	private static final long QUIET = Duration.ofSeconds(10).toNanos();

	private final Map<String, Line> lines = new ConcurrentHashMap<>();

	private final LongSupplier nanos;

	/**
	 * A handler.
	 */
	public LoggingErrorHandler() {
		this(System::nanoTime);
	}

	LoggingErrorHandler(LongSupplier nanos) {
		this.nanos = nanos;
	}

	@Override
	public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
		log("Cache '%s' is not asked for key '%s'", exception, cache, key);
	}

	@Override
	public void handleCachePutError(RuntimeException exception, Cache cache, Object key, @Nullable Object value) {
		log("Cache '%s' does not have the new value of key '%s'", exception, cache, key);
	}

	@Override
	public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
		log("Cache '%s' may keep an old value of key '%s'", exception, cache, key);
	}

	@Override
	public void handleCacheClearError(RuntimeException exception, Cache cache) {
		log("Cache '%s' may keep old values", exception, cache, "");
	}

	private void log(String consequence, RuntimeException exception, Cache cache, Object key) {
		Throwable cause = Completion.cause(exception);
		boolean known = cause instanceof StoreUnavailableException unavailable && !unavailable.asked();
		long unlogged = 0;
		if (!known && cause instanceof StoreException) {
			Line line = this.lines.computeIfAbsent(consequence + cache.getName(), (any) -> new Line());
			unlogged = line.take(this.nanos.getAsLong());
		}
		if (!known && unlogged >= 0) {
			String reason = (cause.getMessage() != null) ? cause.getMessage() : cause.toString();
			String others = (unlogged > 0) ? " (and %d calls since the last such line)".formatted(unlogged) : "";
			logger.warn(consequence.formatted(cache.getName(), key) + ": " + reason + others);
		}
		if (logger.isDebugEnabled()) {
			logger.debug(consequence.formatted(cache.getName(), key), exception);
		}
	}

	/**
	 * What is logged of one kind of call to one cache.
	 */
	private static final class Line {

		private long next = Long.MIN_VALUE;

		private long unlogged;

		/**
		 * Takes the right to log.
		 * @return the number of those that had no such right, -1 if there is none now
		 */
		synchronized long take(long now) {
			if (this.next != Long.MIN_VALUE && now - this.next < 0) {
				this.unlogged++;
				return -1;
			}
			this.next = now + QUIET;
			long before = this.unlogged;
			this.unlogged = 0;
			return before;
		}

	}

}
