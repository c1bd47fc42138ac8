package dev.cachepatterns.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still, near the time of servers, until a test moves it.
 */
public final class MutableClock extends Clock {

	private volatile Instant now = Instant.now();

	/**
	 * Moves the clock.
	 * @param duration by how much
	 */
	public void advance(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new IllegalStateException("Not needed");
	}

	@Override
	public Instant instant() {
		return this.now;
	}

}
