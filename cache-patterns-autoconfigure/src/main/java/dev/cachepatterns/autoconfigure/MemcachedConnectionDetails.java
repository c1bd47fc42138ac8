package dev.cachepatterns.autoconfigure;

import java.util.List;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where Memcached is. A bean of this type takes the place of
 * {@code cache-patterns.memcached.servers}.
 */
public interface MemcachedConnectionDetails extends ConnectionDetails {

	/**
	 * The nodes over which keys are spread. All instances of an application need the same
	 * nodes under the same names: a key's node is found by them.
	 * @return the nodes, at least one
	 */
	List<Node> getNodes();

	/**
	 * A node.
	 *
	 * @param host its name or address
	 * @param port its port
	 */
	record Node(String host, int port) {

		/**
		 * As it is written in {@code cache-patterns.memcached.servers}.
		 * @return {@code host:port}; an IPv6 address is in brackets
		 */
		@Override
		public String toString() {
			return ((this.host.indexOf(':') >= 0) ? "[" + this.host + "]" : this.host) + ":" + this.port;
		}

	}

}
