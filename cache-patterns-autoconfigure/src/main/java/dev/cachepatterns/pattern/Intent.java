package dev.cachepatterns.pattern;

import java.time.Duration;

/**
 * A writer between its write and the end of its commit: while it stands on the server,
 * readers of what it makes old go to the database and store nothing. That of a writer
 * that dies ends with its time.
 */
public sealed interface Intent permits WriteIntent, StrictClear, EventualClear {

	/**
	 * The time of a writer who waits for nothing.
	 */
	Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

	/**
	 * The writer's time, from its beginning or its renewal on.
	 * @return the time, {@link #FOREVER} if it does not end
	 */
	Duration time();

	/**
	 * Begins the writer's time anew. One round trip, as its beginning.
	 */
	void renew();

	/**
	 * Leaves nothing: the next reader loads.
	 */
	void leave();

}
