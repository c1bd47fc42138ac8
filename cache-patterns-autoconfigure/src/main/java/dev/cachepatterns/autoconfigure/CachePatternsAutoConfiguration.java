package dev.cachepatterns.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Import;

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
@Import({ InterceptorConfiguration.class, SerializationConfiguration.class, RedisStoreConfiguration.class,
		MemcachedStoreConfiguration.class, MemoryStoreConfiguration.class, JdbcJournalConfiguration.class,
		JournalConfiguration.class, ResilienceConfiguration.class, LettuceConfiguration.class, BoundedRedisPools.class,
		CacheManagerConfiguration.class, BackOffReport.class })
public final class CachePatternsAutoConfiguration {

}
