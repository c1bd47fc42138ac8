package dev.cachepatterns.cache;

import org.jspecify.annotations.Nullable;

/**
 * A key that cannot be written as text, as its value cannot be read.
 */
public final class UnusableKeyException extends IllegalArgumentException {

	UnusableKeyException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
