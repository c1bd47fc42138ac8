package dev.cachepatterns.memcached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

import net.rubyeye.xmemcached.XMemcachedClientBuilder;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.testing.MemcachedServer;

/**
 * Stores on a memcached of a test.
 */
public final class MemcachedClients {

	private MemcachedClients() {
	}

	/**
	 * A store with a client of its own.
	 * @param server the server
	 * @return the store, to be closed
	 */
	public static CasStore store(MemcachedServer server) {
		return store(server.port());
	}

	/**
	 * A store with a client of its own.
	 * @param port of the server
	 * @return the store, to be closed
	 */
	public static CasStore store(int port) {
		InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
		XMemcachedClientBuilder builder = new XMemcachedClientBuilder(List.of(address));
		BucketLocator locator = new BucketLocator("127.0.0.1:" + port);
		builder.setSessionLocator(locator);
		builder.setFailureMode(true);
		builder.setOpTimeout(2000);
		builder.setConnectTimeout(2000);
		try {
			return new MemcachedCasStore(builder.build(), locator, MemcachedCasStore.DEFAULT_LIMIT, Clock.systemUTC());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
