package dev.cachepatterns.autoconfigure.health;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.health.DegradedHealthIndicator;
import dev.cachepatterns.store.CacheStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.data.redis.health.DataRedisHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of the health of a Redis that is the cache: {@code redis}, degraded
 * where Spring Boot's own indicator says that it is down. An application that cannot do
 * without its Redis has a {@code redisHealthContributor} bean of its own.
 */
@AutoConfiguration(after = CachePatternsAutoConfiguration.class, beforeName = {
		"org.springframework.boot.data.redis.autoconfigure.health.DataRedisHealthContributorAutoConfiguration",
		"org.springframework.boot.data.redis.autoconfigure.health.DataRedisReactiveHealthContributorAutoConfiguration" })
@ConditionalOnClass({ DataRedisHealthIndicator.class, HealthIndicator.class,
		ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "redis", matchIfMissing = true)
@ConditionalOnBean(CacheStore.class)
@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
@ConditionalOnEnabledHealthIndicator("redis")
public final class RedisHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "redisHealthIndicator", "redisHealthContributor" })
	HealthIndicator redisHealthContributor(RedisConnectionFactory connections) {
		return new DegradedHealthIndicator(new Quiet(connections)::look);
	}

	/**
	 * Spring Boot's own, without the stack trace that it logs at each look at a Redis
	 * that is down, and with the reason in place of the outermost exception.
	 */
	private static final class Quiet extends DataRedisHealthIndicator {

		Quiet(RedisConnectionFactory connections) {
			super(connections);
		}

		Health look() {
			Health.Builder health = new Health.Builder();
			try {
				doHealthCheck(health);
			}
			catch (Exception ex) {
				health.down(NestedExceptionUtils.getMostSpecificCause(ex));
			}
			return health.build();
		}

	}

}
