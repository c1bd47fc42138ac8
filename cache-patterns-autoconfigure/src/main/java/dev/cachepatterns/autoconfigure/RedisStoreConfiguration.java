package dev.cachepatterns.autoconfigure;

import java.time.Clock;

import dev.cachepatterns.redis.RedisStore;
import dev.cachepatterns.redis.SpringEvictingStore;
import dev.cachepatterns.store.CacheStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The store of {@code cache-patterns.backend: redis}, on the application's connection.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBean(RedisConnectionFactory.class)
@ConditionalOnMissingBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "redis", matchIfMissing = true)
class RedisStoreConfiguration {

	@Bean
	CacheStore cachePatternsStore(ObjectProvider<RedisConnectionFactory> connections, CacheExecutor executor,
			CachePatternsProperties properties, Environment environment) {
		RedisConnectionFactory connection = connections.getIfUnique();
		if (connection == null) {
			throw new CachePatternsConfigurationException(
					"The application has %d RedisConnectionFactory beans, and none is primary."
						.formatted(connections.stream().count()),
					"Mark the one of the cache with @Primary, or define a RedisStore bean on it.");
		}
		CacheStore store = new RedisStore(connection, Clock.systemUTC(), Stamps.random(), executor.executor(),
				properties.redis().sweep());
		return properties.redis().evictSpringKeys()
				? new SpringEvictingStore(store, connection, IgnoredProperties.springPrefix(environment)) : store;
	}

}
