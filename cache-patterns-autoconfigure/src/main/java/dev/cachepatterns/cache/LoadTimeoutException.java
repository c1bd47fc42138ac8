package dev.cachepatterns.cache;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * A value was not loaded within {@code load-timeout}, and there is none that could be
 * served in its place. The load goes on, and its value is stored. In a web application it
 * is answered with 503, unless the application handles it.
 */
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public final class LoadTimeoutException extends RuntimeException {

	/**
	 * A load that takes too long.
	 * @param message what the limit is
	 */
	public LoadTimeoutException(String message) {
		super(message);
	}

}
