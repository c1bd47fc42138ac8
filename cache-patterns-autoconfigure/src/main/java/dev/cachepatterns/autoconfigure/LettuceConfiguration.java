package dev.cachepatterns.autoconfigure;

import io.lettuce.core.RedisClient;

import dev.cachepatterns.redis.LettuceSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Settings of Spring Boot's Redis connection with which a cache fails fast, where the
 * application has none of its own: its properties count, and so do its customizers, which
 * come after these.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ RedisClient.class, LettuceClientOptionsBuilderCustomizer.class })
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "redis", matchIfMissing = true)
class LettuceConfiguration {

	private static final String REDIS = "spring.data.redis.";

	private static final String REFRESH = REDIS + "lettuce.cluster.refresh.";

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	ClientResourcesBuilderCustomizer cachePatternsClientResources() {
		return LettuceSettings::reconnectSoon;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LettuceClientConfigurationBuilderCustomizer cachePatternsLettuceClient(CachePatternsProperties properties,
			Environment environment) {
		return (client) -> {
			if (!environment.containsProperty(REDIS + "timeout")) {
				client.commandTimeout(properties.resilience().timeout());
			}
		};
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	LettuceClientOptionsBuilderCustomizer cachePatternsLettuceOptions(CachePatternsProperties properties,
			Environment environment) {
		return (options) -> {
			LettuceSettings.refuseWhileDisconnected(options);
			if (!environment.containsProperty(REDIS + "connect-timeout")) {
				LettuceSettings.connectWithin(options, properties.resilience().timeout());
			}
			if (!environment.containsProperty(REFRESH + "adaptive")
					&& !environment.containsProperty(REFRESH + "period")) {
				LettuceSettings.refreshTopology(options,
						environment.getProperty(REFRESH + "dynamic-refresh-sources", Boolean.class, true));
			}
		};
	}

}
