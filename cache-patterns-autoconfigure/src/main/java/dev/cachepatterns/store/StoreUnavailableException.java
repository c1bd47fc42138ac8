package dev.cachepatterns.store;

import org.jspecify.annotations.Nullable;

/**
 * The backend could not be asked: no connection, a timeout, a primary that is read-only
 * or still loading. The command may or may not have had its effect.
 */
public final class StoreUnavailableException extends StoreException {

	private final boolean asked;

	/**
	 * A failure to reach the backend.
	 * @param message which backend and what happened
	 * @param cause the client's exception
	 */
	public StoreUnavailableException(@Nullable String message, @Nullable Throwable cause) {
		super(message, cause, true);
		this.asked = true;
	}

	private StoreUnavailableException(String message) {
		super(message, null, false);
		this.asked = false;
	}

	/**
	 * The backend is known to be out, and is not asked. Without a stack trace, as there
	 * is one for every call of an outage.
	 * @param message which backend
	 * @return the failure
	 */
	public static StoreUnavailableException notAsked(String message) {
		return new StoreUnavailableException(message);
	}

	/**
	 * Whether the backend was asked.
	 * @return {@code false} if it is known to be out
	 */
	public boolean asked() {
		return this.asked;
	}

}
