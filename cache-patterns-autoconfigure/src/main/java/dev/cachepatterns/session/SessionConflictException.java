package dev.cachepatterns.session;

/**
 * A session that so many others change at the same time that this change found no gap.
 */
public final class SessionConflictException extends RuntimeException {

	SessionConflictException(String message) {
		super(message);
	}

}
