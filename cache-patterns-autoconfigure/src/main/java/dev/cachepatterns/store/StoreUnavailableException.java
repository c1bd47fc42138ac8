package dev.cachepatterns.store;

import org.jspecify.annotations.Nullable;

/**
 * The backend could not be asked: no connection, a timeout, a primary that is read-only
 * or still loading. The command may or may not have had its effect.
 */
public final class StoreUnavailableException extends StoreException {

	private final Reason reason;

	/**
	 * A failure to reach the backend.
	 * @param message which backend and what happened
	 * @param cause the client's exception
	 */
	public StoreUnavailableException(@Nullable String message, @Nullable Throwable cause) {
		this(message, cause, Reason.NO_ANSWER);
	}

	/**
	 * A failure of the backend.
	 * @param message which backend and what happened
	 * @param cause the client's exception
	 * @param reason what it says about the connection
	 */
	public StoreUnavailableException(@Nullable String message, @Nullable Throwable cause, Reason reason) {
		super(message, cause, true);
		this.reason = reason;
	}

	private StoreUnavailableException(String message) {
		super(message, null, false);
		this.reason = Reason.NOT_ASKED;
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
		return this.reason != Reason.NOT_ASKED;
	}

	/**
	 * Whether a command may have had its effect, or may have it later.
	 * @return {@code false} if nothing was sent
	 */
	public boolean sent() {
		return asked() && this.reason != Reason.NO_CONNECTION;
	}

	/**
	 * What the failure says about the connection.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * What a failure says about the connection.
	 */
	public enum Reason {

		/**
		 * Nobody has answered: the connection may lead nowhere.
		 */
		NO_ANSWER,

		/**
		 * There is no connection: nothing was sent.
		 */
		NO_CONNECTION,

		/**
		 * The right server has answered, and cannot serve yet.
		 */
		NOT_READY,

		/**
		 * A server has answered that takes no writes: the connection leads to the wrong
		 * one.
		 */
		READ_ONLY,

		/**
		 * Nobody was asked.
		 */
		NOT_ASKED

	}

}
