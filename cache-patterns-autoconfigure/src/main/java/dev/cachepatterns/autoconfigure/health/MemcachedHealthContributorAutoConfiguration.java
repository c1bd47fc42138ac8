package dev.cachepatterns.autoconfigure.health;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.CachePatternsProperties;
import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails;
import dev.cachepatterns.health.MemcachedNodeHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Auto-configuration of the health of Memcached: {@code memcached}, with a component for
 * each node. Off with {@code management.health.memcached.enabled: false}.
 */
@AutoConfiguration(after = CachePatternsAutoConfiguration.class,
		beforeName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration")
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "memcached")
@ConditionalOnBean(MemcachedConnectionDetails.class)
@ConditionalOnEnabledHealthIndicator("memcached")
public final class MemcachedHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "memcachedHealthIndicator", "memcachedHealthContributor" })
	CompositeHealthContributor memcachedHealthContributor(MemcachedConnectionDetails details,
			CachePatternsProperties properties) {
		Duration timeout = properties.resilience().timeout();
		Map<String, HealthIndicator> nodes = new LinkedHashMap<>();
		details.getNodes()
			.forEach((node) -> nodes.put(node.toString(),
					new MemcachedNodeHealthIndicator(node.host(), node.port(), timeout)));
		return CompositeHealthContributor.fromMap(nodes);
	}

	/**
	 * Spring Boot's own, which calls components of a status that it does not know
	 * unknown: those that are degraded are degraded together.
	 */
	@Bean
	@ConditionalOnMissingBean(StatusAggregator.class)
	@Conditional(NoOrder.class)
	StatusAggregator cachePatternsStatusAggregator() {
		return (statuses) -> {
			Status status = StatusAggregator.getDefault().getAggregateStatus(statuses);
			boolean degraded = status.equals(Status.UNKNOWN)
					&& statuses.contains(MemcachedNodeHealthIndicator.DEGRADED);
			return degraded ? MemcachedNodeHealthIndicator.DEGRADED : status;
		};
	}

	/**
	 * Matches unless the application orders statuses itself.
	 */
	static final class NoOrder implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !Binder.get(context.getEnvironment())
				.bind("management.endpoint.health.status.order", Bindable.listOf(String.class))
				.isBound();
		}

	}

}
