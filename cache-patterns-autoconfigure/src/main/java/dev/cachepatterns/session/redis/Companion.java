package dev.cachepatterns.session.redis;

import java.time.Duration;

/**
 * What a repository keeps beside the sessions themselves. Told after the session was
 * written, so that what it keeps never points to a session that was not there.
 */
interface Companion {

	/**
	 * Keeps nothing.
	 */
	Companion NONE = new Companion() {
	};

	/**
	 * How long a session is kept after its end, for those who are told of it.
	 */
	default Duration grace() {
		return Duration.ZERO;
	}

	/**
	 * A session was stored for the first time.
	 */
	default void created(GuardedSession session) {
	}

	/**
	 * A session was written.
	 * @param id under which id; not the session's own if that was changed by another
	 * @param from the id that it had before, which is the same if it was not changed
	 */
	default void written(GuardedSession session, String id, String from) {
	}

}
