package dev.cachepatterns.autoconfigure;

import java.util.List;

import dev.cachepatterns.autoconfigure.CachePatternsProperties.Memcached;

/**
 * The nodes of {@code cache-patterns.memcached.servers}.
 */
public final class PropertiesMemcachedConnectionDetails implements MemcachedConnectionDetails {

	private final List<Node> nodes;

	/**
	 * The nodes of the settings.
	 * @param settings the settings
	 */
	public PropertiesMemcachedConnectionDetails(Memcached settings) {
		this.nodes = settings.servers().stream().map(PropertiesMemcachedConnectionDetails::node).toList();
	}

	@Override
	public List<Node> getNodes() {
		return this.nodes;
	}

	private static Node node(String server) {
		int colon = server.lastIndexOf(':');
		String host = server.substring(0, colon);
		return new Node(host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
				Integer.parseInt(server.substring(colon + 1)));
	}

}
