package dev.cachepatterns.store;

import org.jspecify.annotations.Nullable;

/**
 * The backend could not be asked: no connection, a timeout, a primary that is read-only
 * or still loading. The command may or may not have had its effect.
 */
public final class StoreUnavailableException extends StoreException {

	/**
	 * A failure to reach the backend.
	 * @param message which backend and what happened
	 * @param cause the client's exception
	 */
	public StoreUnavailableException(@Nullable String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
