package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.time.Clock;

import net.rubyeye.xmemcached.MemcachedClient;

import dev.cachepatterns.memcached.MemcachedCells;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.SteppedStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store of {@code cache-patterns.backend: memcached}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MemcachedClient.class)
@ConditionalOnMissingBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "memcached")
class MemcachedStoreConfiguration {

	@Bean
	@ConditionalOnMissingBean(MemcachedConnectionDetails.class)
	PropertiesMemcachedConnectionDetails memcachedConnectionDetails(CachePatternsProperties properties) {
		return new PropertiesMemcachedConnectionDetails(properties.memcached());
	}

	@Bean
	CacheStore cachePatternsStore(CachePatternsProperties properties, MemcachedConnectionDetails details,
			ObjectProvider<MemcachedClientBuilderCustomizer> customizers, CacheExecutor executor) throws IOException {
		Clock clock = Clock.systemUTC();
		MemcachedClients clients = MemcachedClients.build(details, properties.resilience().timeout(),
				customizers.orderedStream());
		MemcachedCells cells = new MemcachedCells(clients.client(), clients.locator(), clock, executor.executor());
		return new SteppedStore(cells, clock, Stamps.random());
	}

}
