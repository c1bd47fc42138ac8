package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.Map;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties.Pool;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Keeps callers from waiting for ever for a place in a pool of Redis connections, as
 * Spring Boot has them do: they wait as long as for a command, unless the application
 * says otherwise. Made before the creators of proxies, which would ask for advisors, and
 * with them for beans that other post-processors would miss.
 */
@ConditionalOnClass(DataRedisProperties.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "redis", matchIfMissing = true)
final class BoundedRedisPools implements BeanPostProcessor, PriorityOrdered, EnvironmentAware {

	private Environment environment = new StandardEnvironment();

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof DataRedisProperties redis) {
			Map<String, Pool> pools = Map.of("lettuce", redis.getLettuce().getPool(), "jedis",
					redis.getJedis().getPool());
			pools.forEach((client, pool) -> {
				if (!this.environment.containsProperty("spring.data.redis.%s.pool.max-wait".formatted(client))) {
					pool.setMaxWait((redis.getTimeout() != null) ? redis.getTimeout() : timeout());
				}
			});
		}
		return bean;
	}

	/**
	 * Bound apart, as it is needed before other beans are.
	 */
	private Duration timeout() {
		return Binder.get(this.environment).bindOrCreate("cache-patterns.resilience", Resilience.class).timeout();
	}

}
