package dev.cachepatterns.autoconfigure;

import java.util.Locale;

import dev.cachepatterns.cache.CacheListener;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.TypeRegistry;
import dev.cachepatterns.codec.ValueCodec;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.stats.CacheStats;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.ttl.TtlPolicy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizers;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The {@code CacheManager}, unless the application has chosen another.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(value = CacheManager.class, name = "cacheResolver")
@Conditional(CacheManagerConfiguration.NoExplicitCacheType.class)
class CacheManagerConfiguration {

	@Bean
	PatternCacheManager cacheManager(CachePatternsProperties properties, Storage storage,
			ObjectProvider<CacheListener> listeners, ObjectProvider<CacheManagerCustomizer<?>> customizers,
			Environment environment) {
		IgnoredProperties.report(environment);
		PatternCacheManager manager = new PatternCacheManager((name) -> aside(name, properties, storage),
				(cache) -> listeners.orderedStream().forEach((listener) -> listener.created(cache)));
		return new CacheManagerCustomizers(customizers.orderedStream().toList()).customize(manager);
	}

	@Bean
	Storage cachePatternsStorage(ObjectProvider<CacheStore> store, ValueCodec values, TypeRegistry types,
			CacheExecutor executor, CachePatternsProperties properties) {
		CacheStore available = store.getIfAvailable();
		if (available == null) {
			throw missing(properties.backend());
		}
		return new Storage(available, new EntryCodec(values, types), Stamps.random(), executor.executor());
	}

	private static CacheAside aside(String name, CachePatternsProperties properties, Storage storage) {
		TtlPolicy ttl = properties.ttl(name);
		return new CacheAside(name, storage, ttl, new CacheStats());
	}

	private static CachePatternsConfigurationException missing(Backend backend) {
		String needs = switch (backend) {
			case REDIS -> "a RedisConnectionFactory bean, which spring-boot-starter-data-redis provides";
			case MEMCACHED -> "com.googlecode.xmemcached:xmemcached on the class path";
			case MEMORY -> "com.github.ben-manes.caffeine:caffeine on the class path";
		};
		return new CachePatternsConfigurationException(
				"Property 'cache-patterns.backend' is '%s', which needs %s."
					.formatted(backend.name().toLowerCase(Locale.ROOT), needs),
				"Depend on cache-patterns-starter, which brings all of them, or set another backend.");
	}

	/**
	 * Matches unless {@code spring.cache.type} chooses one of Spring Boot's caches.
	 */
	static final class NoExplicitCacheType extends NoneNestedConditions {

		NoExplicitCacheType() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * The application has chosen.
		 */
		@ConditionalOnProperty("spring.cache.type")
		static final class ExplicitCacheType {

		}

	}

}
