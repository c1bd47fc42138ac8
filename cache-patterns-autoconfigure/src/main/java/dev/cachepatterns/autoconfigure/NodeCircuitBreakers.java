package dev.cachepatterns.autoconfigure;

import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.CompositeCustomizer;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties;
import io.github.resilience4j.common.circuitbreaker.configuration.CommonCircuitBreakerConfigurationProperties.InstanceProperties;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.resilience.Probes;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Makes the circuit breakers of a backend's nodes.
 *
 * @param backend the backend's name, which is that of its node too if it tells no nodes
 * apart
 * @param name the name of a breaker, followed by that of its node
 * @param config the settings of all of them
 * @param registry gets them, if there is one
 * @param events is told of each change of state
 */
record NodeCircuitBreakers(String backend, String name, CircuitBreakerConfig config,
		@Nullable CircuitBreakerRegistry registry, ApplicationEventPublisher events) {

	private static final String DEFAULTS = "cachePatternsDefaults";

	/**
	 * The breakers of a backend.
	 * @param context where the settings are
	 * @param purpose ends the names of the breakers; the settings are those of the
	 * instance without it
	 */
	static NodeCircuitBreakers of(ApplicationContext context, String backend, String purpose) {
		String instance = "cachePatterns" + StringUtils.capitalize(backend);
		CircuitBreakerConfig config = config(instance, context.getEnvironment(),
				context.getBean(CachePatternsProperties.class).resilience());
		return new NodeCircuitBreakers(backend, instance + purpose, config,
				context.getBeanProvider(CircuitBreakerRegistry.class).getIfUnique(), context);
	}

	CircuitBreaker make(String node) {
		CircuitBreaker breaker = breaker(node.equals(this.backend) ? this.name : this.name + "-" + node);
		breaker.getEventPublisher().onStateTransition(this.events::publishEvent);
		return breaker;
	}

	private CircuitBreaker breaker(String name) {
		if (this.registry == null) {
			return CircuitBreaker.of(name, this.config);
		}
		// The one that Resilience4j has made of the settings does not have our defaults
		this.registry.remove(name);
		return this.registry.circuitBreaker(name, this.config);
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
