package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails.Node;
import dev.cachepatterns.memcached.BucketLocator;

/**
 * A client of the servers in the settings. A node that is lost is not replaced by others,
 * which would bring its old values back with it.
 *
 * @param client the client
 * @param locator tells which key is on which node
 */
public record MemcachedClients(MemcachedClient client, BucketLocator locator) {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private static final long HEAL_INTERVAL = 200;

	/**
	 * Builds a client. Whether a server listens is seen at the first call.
	 * @param details the servers
	 * @param timeout for which a call waits
	 * @param customizers of the builder, applied last
	 * @return the client, to be shut down
	 * @throws IOException if there can be none
	 */
	public static MemcachedClients build(MemcachedConnectionDetails details, Duration timeout,
			Stream<MemcachedClientBuilderCustomizer> customizers) throws IOException {
		Map<InetSocketAddress, String> nodes = addresses(details.getNodes());
		BucketLocator locator = new BucketLocator(nodes.values().toArray(String[]::new));
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.copyOf(nodes.keySet()));
		builder.setSessionLocator(locator);
		builder.setFailureMode(true);
		builder.setConnectTimeout(timeout.toMillis());
		builder.setOpTimeout(timeout.toMillis());
		builder.setHealSessionInterval(HEAL_INTERVAL);
		customizers.forEach((customizer) -> customizer.customize(builder));
		return new MemcachedClients(builder.build(), locator);
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
