package dev.cachepatterns.redis;

import org.jspecify.annotations.Nullable;

/**
 * A connection, from when it was made until it is lost.
 */
final class Link {

	@Nullable History history;

	boolean asked;

	boolean late;

	long writes() {
		return (this.history != null && this.history.primary() && !this.late) ? this.history.id() : 0;
	}

}
