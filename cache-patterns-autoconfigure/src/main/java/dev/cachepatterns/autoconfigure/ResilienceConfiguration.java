package dev.cachepatterns.autoconfigure;

import java.time.Duration;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.LoadRejectedException;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.LoadGuard;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.resilience.LoadBulkhead;
import dev.cachepatterns.resilience.Probes;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Circuit breakers around the store, one for each node. All of them have the settings of
 * the instance {@code cachePatternsRedis} or {@code cachePatternsMemcached} in
 * {@code resilience4j.circuitbreaker.instances}, and are in the application's
 * {@link CircuitBreakerRegistry} if there is one. Each change of state is published as an
 * event of the application, a {@code CircuitBreakerOnStateTransitionEvent}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(CacheStore.class)
class ResilienceConfiguration {

	private static final String LOADS = "cachePatternsLoads";

	@Bean
	CircuitBreakers cachePatternsCircuitBreakers(CacheStore store, ApplicationContext context) {
		Probes probes = new Probes(Stamps.random(), (keys) -> {
			Journal owed = context.getBeanProvider(Journal.class).getIfAvailable();
			return owed == null || owed.replay(keys);
		});
		return new CircuitBreakers(store, NodeCircuitBreakers.of(context, store.name(), "")::make, probes);
	}

	@Bean
	LoadGuard cachePatternsLoadGuard(CachePatternsProperties properties, ObjectProvider<BulkheadRegistry> registry) {
		Resilience resilience = properties.resilience();
		BulkheadConfig config = BulkheadConfig.custom()
			.maxConcurrentCalls(resilience.maxConcurrentLoads())
			.maxWaitDuration(Duration.ZERO)
			.build();
		Bulkhead bulkhead = bulkhead(config, registry.getIfUnique());
		LoadBulkhead limiter = new LoadBulkhead(bulkhead,
				(full) -> new LoadRejectedException(
						"The cache is out, and %d loads run already: this one has waited for %s".formatted(
								resilience.maxConcurrentLoads(), DurationStyle.SIMPLE.print(resilience.loadWait())),
						full));
		return new LoadGuard(limiter, resilience.loadWait(), properties.consistency().leaseTimeout());
	}

	private static Bulkhead bulkhead(BulkheadConfig config, @Nullable BulkheadRegistry registry) {
		if (registry == null) {
			return Bulkhead.of(LOADS, config);
		}
		registry.remove(LOADS);
		return registry.bulkhead(LOADS, config);
	}

}
