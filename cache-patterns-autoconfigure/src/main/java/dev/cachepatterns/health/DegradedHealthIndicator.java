package dev.cachepatterns.health;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of something that the application can do without: what is down is
 * {@link MemcachedNodeHealthIndicator#DEGRADED}.
 */
public final class DegradedHealthIndicator implements HealthIndicator {

	private final HealthIndicator indicator;

	/**
	 * An indicator.
	 * @param indicator says whether it is up
	 */
	public DegradedHealthIndicator(HealthIndicator indicator) {
		this.indicator = indicator;
	}

	@Override
	public @Nullable Health health() {
		Health health = this.indicator.health();
		if (health == null || !health.getStatus().equals(Status.DOWN)) {
			return health;
		}
		return Health.status(MemcachedNodeHealthIndicator.DEGRADED).withDetails(health.getDetails()).build();
	}

}
