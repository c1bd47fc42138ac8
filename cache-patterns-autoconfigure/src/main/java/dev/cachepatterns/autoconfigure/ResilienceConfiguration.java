package dev.cachepatterns.autoconfigure;

import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.CompositeCustomizer;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties.InstanceProperties;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.resilience.CircuitBreakers;
import dev.cachepatterns.resilience.Probes;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Circuit breakers around the store, one for each node. All of them have the settings of
 * the instance {@code cachePatternsRedis} or {@code cachePatternsMemcached} in
 * {@code resilience4j.circuitbreaker.instances}, and are in the application's
 * {@link CircuitBreakerRegistry} if there is one.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(CacheStore.class)
class ResilienceConfiguration {

	private static final String DEFAULTS = "cachePatternsDefaults";

	@Bean
	CircuitBreakers cachePatternsCircuitBreakers(CacheStore store, Environment environment,
			CachePatternsProperties properties, ObjectProvider<CircuitBreakerRegistry> registry,
			ObjectProvider<Journal> journal) {
		String instance = "cachePatterns" + StringUtils.capitalize(store.name());
		CircuitBreakerConfig config = config(instance, environment, properties.resilience());
		Probes probes = new Probes(Stamps.random(), (keys) -> {
			Journal owed = journal.getIfAvailable();
			return owed == null || owed.replay(keys);
		});
		return new CircuitBreakers(store, (node) -> {
			String name = node.equals(store.name()) ? instance : instance + "-" + node;
			return breaker(name, config, registry.getIfUnique());
		}, probes);
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
