package dev.cachepatterns.store;

import org.jspecify.annotations.Nullable;

/**
 * A failure of a backend.
 */
public abstract sealed class StoreException extends RuntimeException
		permits StoreUnavailableException, StoreRejectedException {

	StoreException(@Nullable String message, @Nullable Throwable cause, boolean stackTrace) {
		super(message, cause, true, stackTrace);
	}

}
