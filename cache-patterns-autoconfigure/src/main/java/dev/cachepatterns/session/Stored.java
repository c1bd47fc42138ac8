package dev.cachepatterns.session;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What stands under the id of a session. Times are milliseconds since the epoch.
 */
sealed interface Stored {

	/**
	 * A session, with its attributes as bytes.
	 *
	 * @param createdAt when it was made
	 * @param lastAccess when it was last asked for, as far as that was written
	 * @param maxInactive after how many milliseconds without a request it expires;
	 * negative for never
	 * @param principal the name of its user; {@code null} for nobody
	 * @param attributes the attributes by name
	 */
	record Content(long createdAt, long lastAccess, long maxInactive, @Nullable String principal,
			Map<String, byte[]> attributes) implements Stored {

		long expiresAt() {
			return (this.maxInactive < 0) ? Long.MAX_VALUE : this.lastAccess + this.maxInactive;
		}

		boolean expired(long now) {
			return expiresAt() <= now;
		}

	}

	/**
	 * The session has another id now.
	 *
	 * @param ids its ids: more than one if several requests have changed its id at the
	 * same time, each of which has made a session of its own
	 */
	record Forward(List<String> ids) implements Stored {

		/**
		 * How many a request follows, one after the other: as often the id may change
		 * while it is under way. Beyond that something is wrong.
		 */
		static final int HOPS = 1_000;

	}

	/**
	 * The session is about to have another id. What is here is what is to stand under
	 * that; whoever comes by writes it there, see {@link Handover}.
	 *
	 * @param id its new id
	 * @param content what is to stand there
	 */
	record Moving(String id, Content content) implements Stored {
	}

	/**
	 * Bytes of no known format.
	 */
	record Unreadable() implements Stored {
	}

}
