package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.Memcached;
import dev.cachepatterns.memcached.BucketLocator;
import dev.cachepatterns.memcached.MemcachedCells;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.SteppedStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The store of {@code cache-patterns.backend: memcached}. A node that is lost is not
 * replaced by others, which would bring its old values back with it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MemcachedClient.class)
@ConditionalOnMissingBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "memcached")
class MemcachedStoreConfiguration {

	private static final long HEAL_INTERVAL = 200;

	@Bean
	CacheStore cachePatternsStore(CachePatternsProperties properties, CacheExecutor executor) throws IOException {
		Clock clock = Clock.systemUTC();
		BucketLocator locator = new BucketLocator();
		MemcachedCells cells = new MemcachedCells(client(properties.memcached(), locator), locator, clock,
				executor.executor());
		return new SteppedStore(cells, clock, Stamps.random());
	}

	private static MemcachedClient client(Memcached settings, BucketLocator locator) throws IOException {
		List<InetSocketAddress> servers = settings.servers()
			.stream()
			.map((server) -> server.split(":"))
			.map((parts) -> new InetSocketAddress(parts[0], Integer.parseInt(parts[1])))
			.toList();
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(servers);
		builder.setSessionLocator(locator);
		builder.setFailureMode(true);
		builder.setConnectTimeout(settings.timeout().toMillis());
		builder.setOpTimeout(settings.timeout().toMillis());
		builder.setHealSessionInterval(HEAL_INTERVAL);
		return builder.build();
	}

}
