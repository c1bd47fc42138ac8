package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails.Node;
import dev.cachepatterns.memcached.BucketLocator;
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
 * The store of {@code cache-patterns.backend: memcached}. A node that is lost is not
 * replaced by others, which would bring its old values back with it.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MemcachedClient.class)
@ConditionalOnMissingBean(CacheStore.class)
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "memcached")
class MemcachedStoreConfiguration {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private static final long HEAL_INTERVAL = 200;

	@Bean
	@ConditionalOnMissingBean(MemcachedConnectionDetails.class)
	PropertiesMemcachedConnectionDetails memcachedConnectionDetails(CachePatternsProperties properties) {
		return new PropertiesMemcachedConnectionDetails(properties.memcached());
	}

	@Bean
	CacheStore cachePatternsStore(CachePatternsProperties properties, MemcachedConnectionDetails details,
			ObjectProvider<MemcachedClientBuilderCustomizer> customizers, CacheExecutor executor) throws IOException {
		Clock clock = Clock.systemUTC();
		Map<InetSocketAddress, String> nodes = addresses(details.getNodes());
		BucketLocator locator = new BucketLocator(nodes.values().toArray(String[]::new));
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.copyOf(nodes.keySet()));
		configure(builder, locator, properties.resilience().timeout());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		MemcachedCells cells = new MemcachedCells(builder.build(), locator, clock, executor.executor());
		return new SteppedStore(cells, clock, Stamps.random());
	}

	private static void configure(XMemcachedClientBuilder builder, BucketLocator locator, Duration timeout) {
		builder.setSessionLocator(locator);
		builder.setFailureMode(true);
		builder.setConnectTimeout(timeout.toMillis());
		builder.setOpTimeout(timeout.toMillis());
		builder.setHealSessionInterval(HEAL_INTERVAL);
	}

	private static Map<InetSocketAddress, String> addresses(List<Node> nodes) {
		Map<InetSocketAddress, String> addresses = new LinkedHashMap<>();
		nodes.forEach((node) -> addresses.putIfAbsent(address(node), node.toString()));
		return addresses;
	}

	private static InetSocketAddress address(Node node) {
		try {
			// With a host name of its own, or the client would look up that of an address
			byte[] address = InetAddress.getByName(node.host()).getAddress();
			return new InetSocketAddress(InetAddress.getByAddress(node.host(), address), node.port());
		}
		catch (UnknownHostException ex) {
			logger.warn("The name of memcached's node '%s' does not resolve: until it does, its keys are not cached."
				.formatted(node));
			return InetSocketAddress.createUnresolved(node.host(), node.port());
		}
	}

}
