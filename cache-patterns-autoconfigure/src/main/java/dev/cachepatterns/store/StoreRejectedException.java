package dev.cachepatterns.store;

import org.jspecify.annotations.Nullable;

/**
 * The backend answered and refused: out of memory, too large, not permitted. Asking again
 * does not help, and the backend is not at fault.
 */
public final class StoreRejectedException extends StoreException {

	/**
	 * A refusal.
	 * @param message which backend and why
	 * @param cause the client's exception, if there is one
	 */
	public StoreRejectedException(@Nullable String message, @Nullable Throwable cause) {
		super(message, cause, true);
	}

}
