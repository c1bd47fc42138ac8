package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.CompositeCustomizer;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties.InstanceProperties;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.LoadRejectedException;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.LoadGuard;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.resilience.LoadBulkhead;
import dev.cachepatterns.resilience.Probes;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

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

	private static final String DEFAULTS = "cachePatternsDefaults";

	private static final String LOADS = "cachePatternsLoads";

	@Bean
	CircuitBreakers cachePatternsCircuitBreakers(CacheStore store, Environment environment,
			CachePatternsProperties properties, BeanFactory beans, ApplicationEventPublisher events) {
		String instance = "cachePatterns" + StringUtils.capitalize(store.name());
		CircuitBreakerConfig config = config(instance, environment, properties.resilience());
		CircuitBreakerRegistry registry = beans.getBeanProvider(CircuitBreakerRegistry.class).getIfUnique();
		Probes probes = new Probes(Stamps.random(), (keys) -> {
			Journal owed = beans.getBeanProvider(Journal.class).getIfAvailable();
			return owed == null || owed.replay(keys);
		});
		return new CircuitBreakers(store, (node) -> {
			String name = node.equals(store.name()) ? instance : instance + "-" + node;
			CircuitBreaker breaker = breaker(name, config, registry);
			breaker.getEventPublisher().onStateTransition(events::publishEvent);
			return breaker;
		}, probes);
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

	private static CircuitBreaker breaker(String name, CircuitBreakerConfig config,
			@Nullable CircuitBreakerRegistry registry) {
		if (registry == null) {
			return CircuitBreaker.of(name, config);
		}
		// The one that Resilience4j has made of the settings does not have our defaults
		registry.remove(name);
		return registry.circuitBreaker(name, config);
	}

	private static CircuitBreakerConfig config(String instance, Environment environment, Resilience resilience) {
		CommonCircuitBreakerConfigurationProperties all = Binder.get(environment)
			.bindOrCreate("resilience4j.circuitbreaker", CommonCircuitBreakerConfigurationProperties.class);
		InstanceProperties own = all.getInstances().computeIfAbsent(instance, (name) -> new InstanceProperties());
		if (own.getBaseConfig() == null) {
			all.getConfigs().put(DEFAULTS, defaults(resilience));
			own.setBaseConfig(DEFAULTS);
		}
		return all.createCircuitBreakerConfig(instance, own, new CompositeCustomizer<>(List.of()));
	}

	/**
	 * Half of the last 20 calls have failed, and at least ten: what hangs opens the
	 * breaker when the first of many calls reach their timeout, and one lost packet does
	 * not.
	 */
	private static InstanceProperties defaults(Resilience resilience) {
		InstanceProperties defaults = new InstanceProperties();
		defaults.setSlidingWindowSize(20);
		defaults.setMinimumNumberOfCalls(10);
		defaults.setFailureRateThreshold(50F);
		defaults.setSlowCallRateThreshold(80F);
		defaults.setSlowCallDurationThreshold(resilience.timeout().dividedBy(2));
		defaults.setWaitDurationInOpenState(Probes.WAIT);
		defaults.setPermittedNumberOfCallsInHalfOpenState(1);
		return defaults;
	}

}
