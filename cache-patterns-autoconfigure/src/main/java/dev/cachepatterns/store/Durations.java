package dev.cachepatterns.store;

import java.time.Duration;

/**
 * Durations as backends take them.
 */
public final class Durations {

	private static final Duration LONGEST = Duration.ofDays(36500);

	private Durations() {
	}

	/**
	 * A time to live in milliseconds, between 1 and a hundred years.
	 * @param ttl any duration
	 * @return the nearest that a server accepts
	 */
	public static long toMillis(Duration ttl) {
		return (ttl.compareTo(LONGEST) > 0) ? LONGEST.toMillis() : Math.max(1, ttl.toMillis());
	}

}
