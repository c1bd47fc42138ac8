package dev.cachepatterns.autoconfigure;

import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.codec.ValueCodec;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of caching: the interceptor of annotated methods, and a
 * {@code CacheManager} on the backend that {@code cache-patterns.backend} names.
 * <p>
 * A {@code CacheManager} of the application's, or {@code spring.cache.type}, makes the
 * manager back off. The interceptor stays, and treats caches of other managers as Spring
 * does.
 */
@AutoConfiguration(before = CacheAutoConfiguration.class, after = DataRedisAutoConfiguration.class,
		afterName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@EnableConfigurationProperties(CachePatternsProperties.class)
@Import({ InterceptorConfiguration.class, RedisStoreConfiguration.class, MemcachedStoreConfiguration.class,
		MemoryStoreConfiguration.class, CacheManagerConfiguration.class, BackOffReport.class })
public final class CachePatternsAutoConfiguration {

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TypeRegistry cachePatternsTypeRegistry() {
		return new TypeRegistry();
	}

	@Bean
	@ConditionalOnMissingBean(ValueCodec.class)
	JsonCodec cachePatternsValueCodec() {
		return new JsonCodec();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static CacheExecutor cachePatternsExecutor() {
		return new CacheExecutor();
	}

}
