package dev.cachepatterns.autoconfigure;

import java.time.Duration;

import dev.cachepatterns.interceptor.LoggingErrorHandler;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;

/**
 * What happens when the cache fails. The circuit breakers themselves are configured as
 * Resilience4j's are, in {@code resilience4j.circuitbreaker.instances}.
 *
 * @param timeout time that a command may take, and a connection, between 10ms and 10s. At
 * least five round trips to the cache, as a first command connects; where
 * spring.data.redis.timeout is set, that one counts for Redis
 * @param onFailure what a caller gets when the cache fails
 * @param maxConcurrentLoads loads that this instance runs at once while the cache is out,
 * at least 1. Fewer than the connections of its pool, so that writes have some
 * @param loadWait time that a load waits for its turn then, between 0 and 1m. Who has
 * waited in vain gets a LoadRejectedException, in a web application status 503
 */
public record Resilience(@DefaultValue("200ms") Duration timeout, @DefaultValue("fallback") OnFailure onFailure,
		@DefaultValue("8") int maxConcurrentLoads, @DefaultValue("2s") Duration loadWait) {

	/**
	 * Told of failures where the application has no handler of its own.
	 */
	CacheErrorHandler errorHandler() {
		return (this.onFailure == OnFailure.THROW) ? new SimpleCacheErrorHandler() : new LoggingErrorHandler();
	}

	/**
	 * What a caller gets when the cache fails.
	 */
	public enum OnFailure {

		/**
		 * The answer of the method.
		 */
		FALLBACK,

		/**
		 * The failure.
		 */
		THROW

	}

}
