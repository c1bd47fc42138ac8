package dev.cachepatterns.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of a world.
 */
final class SimulatedClock extends Clock {

	private final Steps steps;

	SimulatedClock(Steps steps) {
		this.steps = steps;
	}

	@Override
	public long millis() {
		return this.steps.before((world) -> world.now);
	}

	@Override
	public Instant instant() {
		return Instant.ofEpochMilli(millis());
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
