package dev.cachepatterns.benchmarks.expiry;

import com.alicp.jetcache.anno.config.EnableMethodCache;

import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

import dev.cachepatterns.benchmarks.subject.Product;

/**
 * The cached services, one for each application.
 */
final class Services {

	private Services() {
	}

	/**
	 * This library.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Ours {

		@Bean
		AnnotatedProducts annotatedProducts(SlowCatalogue catalogue) {
			return new AnnotatedProducts(catalogue);
		}

	}

	/**
	 * Spring Boot's Redis cache.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	static class SpringRedis {

		@Bean
		SyncProducts syncProducts(SlowCatalogue catalogue) {
			return new SyncProducts(catalogue);
		}

		@Bean
		RedisCacheManagerBuilderCustomizer caches() {
			RedisCacheConfiguration json = RedisCacheConfiguration.defaultCacheConfig()
				.serializeValuesWith(SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Product.class)));
			return (builder) -> builder.withCacheConfiguration(Expiring.EXPIRING, json.entryTtl(Expiring.TTL))
				.withCacheConfiguration(Expiring.PLAIN, json.entryTtl(Expiring.LONG_TTL));
		}

	}

	/**
	 * JetCache.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableMethodCache(basePackages = "dev.cachepatterns.benchmarks.expiry", proxyTargetClass = true)
	static class JetCache {

		@Bean
		JetCacheProducts jetCacheProducts(SlowCatalogue catalogue) {
			return new JetCacheProducts(catalogue);
		}

	}

}
