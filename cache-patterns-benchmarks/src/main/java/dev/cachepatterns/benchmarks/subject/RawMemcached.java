package dev.cachepatterns.benchmarks.subject;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;

import dev.cachepatterns.benchmarks.server.Server;

/**
 * XMemcached on one connection, with our codec.
 *
 * @param server the server
 * @param client the client
 * @param codec our JSON
 * @param catalogue where products come from
 */
record RawMemcached(Server server, MemcachedClient client, ProductCodec codec, Catalogue catalogue) implements Subject {

	private static final int TTL = (int) Duration.ofHours(1).toSeconds();

	static RawMemcached connect(Server server) {
		try {
			XMemcachedClientBuilder builder = new XMemcachedClientBuilder("127.0.0.1:" + server.port());
			return new RawMemcached(server, builder.build(), new ProductCodec(), new Catalogue());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String name() {
		return "XMemcached, our codec";
	}

	@Override
	public Product read(long id) {
		byte[] found = call(() -> this.client.get(key(id)));
		if (found != null) {
			return this.codec.decode(found);
		}
		Product product = this.catalogue.load(id);
		put(product);
		return product;
	}

	@Override
	public void put(Product product) {
		call(() -> this.client.set(key(product.id()), TTL, this.codec.encode(product)));
	}

	@Override
	public void evict(long id) {
		call(() -> this.client.delete(key(id)));
	}

	@Override
	public List<Product> readAll(List<Long> ids) {
		List<String> keys = ids.stream().map(RawMemcached::key).toList();
		return call(() -> this.client.<byte[]>get(keys)).values().stream().map(this.codec::decode).toList();
	}

	@Override
	public String bulkForm() {
		return "one multi-get";
	}

	@Override
	public long loads() {
		return this.catalogue.loads();
	}

	@Override
	public void close() {
		try {
			this.client.shutdown();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String key(long id) {
		return "raw:" + id;
	}

	private static <T> T call(Command<T> command) {
		try {
			return command.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (TimeoutException | MemcachedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A command of the client.
	 *
	 * @param <T> its result
	 */
	private interface Command<T> {

		T run() throws TimeoutException, InterruptedException, MemcachedException;

	}

}
