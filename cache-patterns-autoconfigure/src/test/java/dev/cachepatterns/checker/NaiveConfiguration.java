package dev.cachepatterns.checker;

import java.io.IOException;
import java.net.InetSocketAddress;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClient;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The patterns without this library: Spring's own interceptor, on Spring's cache on Redis
 * or a plain one on Memcached.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("checker.naive")
@EnableCaching
class NaiveConfiguration {

	@Bean(destroyMethod = "shutdown")
	@ConditionalOnProperty("checker.memcached-port")
	MemcachedClient memcachedClient(@Value("${checker.memcached-port}") int port) throws IOException {
		return new XMemcachedClient(new InetSocketAddress("127.0.0.1", port));
	}

	@Bean
	@ConditionalOnProperty("checker.memcached-port")
	NaiveMemcachedCaches cacheManager(MemcachedClient client) {
		return new NaiveMemcachedCaches(client);
	}

}
