package dev.cachepatterns.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What happens when the cache fails. The circuit breakers themselves are configured as
 * Resilience4j's are, in {@code resilience4j.circuitbreaker.instances}.
 *
 * @param timeout time that a command may take, and a connection, between 10ms and 10s. At
 * least five round trips to the cache, as a first command connects; where
 * spring.data.redis.timeout is set, that one counts for Redis
 * @param onFailure what a caller gets when the cache fails
 */
public record Resilience(@DefaultValue("200ms") Duration timeout, @DefaultValue("fallback") OnFailure onFailure) {

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
