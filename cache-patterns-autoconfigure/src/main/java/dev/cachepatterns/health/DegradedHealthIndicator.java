package dev.cachepatterns.health;

import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Health of something that the application can do without: what is down is
 * {@link MemcachedNodeHealthIndicator#DEGRADED}. Each change is logged, and not each
 * look.
 */
public final class DegradedHealthIndicator implements HealthIndicator {

	private static final Log logger = LogFactory.getLog(DegradedHealthIndicator.class);

	private final AtomicBoolean degraded = new AtomicBoolean();

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
			if (this.degraded.getAndSet(false)) {
				logger.info("The cache is not degraded any more");
			}
			return health;
		}
		if (!this.degraded.getAndSet(true)) {
			logger.warn("The cache is degraded: " + health.getDetails().get("error"));
		}
		return Health.status(MemcachedNodeHealthIndicator.DEGRADED).withDetails(health.getDetails()).build();
	}

}
