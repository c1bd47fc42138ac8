package dev.cachepatterns.ttl;

import java.time.Duration;

/**
 * How long a caller waits for a load, which goes on after that.
 *
 * @param soft where a value is still there that may be served if the load fails; zero for
 * as long as elsewhere
 * @param hard elsewhere, after which the call fails; zero for as long as it takes
 */
public record LoadTimeouts(Duration soft, Duration hard) {

	/**
	 * As long as it takes.
	 */
	public static final LoadTimeouts NONE = new LoadTimeouts(Duration.ZERO, Duration.ZERO);

	/**
	 * The time for one load.
	 * @param stale whether a value is still there
	 * @return the time, zero for as long as it takes
	 */
	public Duration of(boolean stale) {
		return (stale && !this.soft.isZero()) ? this.soft : this.hard;
	}

}
