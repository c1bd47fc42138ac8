package dev.cachepatterns.cache;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The cache is out, and the database is busy with as many loads of this instance as it
 * may be. In a web application it is answered with 503, unless the application handles
 * it. {@code cache-patterns.resilience.max-concurrent-loads} and {@code load-wait} are
 * the limits.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public final class LoadRejectedException extends RuntimeException {

	/**
	 * A load that is not made.
	 * @param message what the limits are
	 * @param cause the bulkhead's refusal
	 */
	public LoadRejectedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
