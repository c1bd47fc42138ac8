package dev.cachepatterns.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says that values of a cache could not be loaded anew: one line in ten seconds, the
 * others at debug level.
 */
final class StaleReport {

	private static final Log logger = LogFactory.getLog(PatternCache.class);

	private static final long QUIET = Duration.ofSeconds(10).toNanos();

	private final AtomicLong next = new AtomicLong(System.nanoTime());

	private final String cache;

	StaleReport(String cache) {
		this.cache = cache;
	}

	void report(Object key, Throwable failure) {
		long now = System.nanoTime();
		long due = this.next.get();
		if (now - due >= 0 && this.next.compareAndSet(due, now + QUIET)) {
			logger.warn("Key '%s' of cache '%s' could not be loaded anew, and is served as it is: %s".formatted(key,
					this.cache, failure));
		}
		logger.debug("Key '" + key + "' could not be loaded anew", failure);
	}

}
