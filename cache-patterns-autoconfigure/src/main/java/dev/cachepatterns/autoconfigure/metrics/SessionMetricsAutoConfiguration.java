package dev.cachepatterns.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import dev.cachepatterns.metrics.CircuitBreakerMetrics;
import dev.cachepatterns.metrics.SessionMetrics;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.session.SessionStats;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of HTTP sessions.
 */
@AutoConfiguration(afterName = "dev.cachepatterns.autoconfigure.session.WrappedSessionAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(SessionStats.class)
public final class SessionMetricsAutoConfiguration {

	@Bean
	SessionMetrics cachePatternsSessionMetrics(SessionStats stats) {
		return new SessionMetrics(stats);
	}

	@Bean
	@ConditionalOnBean(CallBreakers.class)
	CircuitBreakerMetrics cachePatternsSessionBreakerMetrics(CallBreakers breakers) {
		return new CircuitBreakerMetrics(breakers);
	}

}
