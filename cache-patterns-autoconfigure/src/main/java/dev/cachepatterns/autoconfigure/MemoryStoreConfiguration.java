package dev.cachepatterns.autoconfigure;

import java.time.Clock;

import com.github.benmanes.caffeine.cache.Caffeine;

import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store of {@code cache-patterns.backend: memory}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Caffeine.class)
@ConditionalOnMissingBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "memory")
class MemoryStoreConfiguration {

	@Bean
	CacheStore cachePatternsStore(CachePatternsProperties properties, ObjectProvider<PatternCacheManager> caches) {
		return MemoryStore.create(properties.memory().maximumSize().toBytes(), Clock.systemUTC(), Stamps.random(),
				(cache) -> caches.ifAvailable((manager) -> manager.getCache(cache).recordEviction()));
	}

}
