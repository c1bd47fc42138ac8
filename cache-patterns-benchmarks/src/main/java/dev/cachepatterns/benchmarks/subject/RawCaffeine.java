package dev.cachepatterns.benchmarks.subject;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.cachepatterns.benchmarks.server.NoServer;
import dev.cachepatterns.benchmarks.server.Server;

/**
 * Caffeine itself.
 *
 * @param <V> what it holds
 * @param name its name in tables
 * @param server none
 * @param cache the cache
 * @param format how products are held
 * @param catalogue where products come from
 */
record RawCaffeine<V>(String name, Server server, Cache<Long, V> cache, Format<V> format,
		Catalogue catalogue) implements Subject {

	static final int MAXIMUM_SIZE = 100_000;

	static final Duration TTL = Duration.ofHours(1);

	static RawCaffeine<Product> ofObjects() {
		return of("Caffeine, shared objects", new Format<>(Function.identity(), Function.identity()));
	}

	static RawCaffeine<byte[]> ofBytes() {
		ProductCodec codec = new ProductCodec();
		return of("Caffeine, our codec", new Format<>(codec::encode, codec::decode));
	}

	private static <V> RawCaffeine<V> of(String name, Format<V> format) {
		Cache<Long, V> cache = Caffeine.newBuilder().maximumSize(MAXIMUM_SIZE).expireAfterWrite(TTL).build();
		return new RawCaffeine<>(name, new NoServer(), cache, format, new Catalogue());
	}

	@Override
	public Product read(long id) {
		V found = this.cache.getIfPresent(id);
		if (found != null) {
			return this.format.decode().apply(found);
		}
		Product product = this.catalogue.load(id);
		put(product);
		return product;
	}

	@Override
	public void put(Product product) {
		this.cache.put(product.id(), this.format.encode().apply(product));
	}

	@Override
	public void evict(long id) {
		this.cache.invalidate(id);
	}

	@Override
	public List<Product> readAll(List<Long> ids) {
		return this.cache.getAllPresent(ids).values().stream().map(this.format.decode()).toList();
	}

	@Override
	public String bulkForm() {
		return "one getAllPresent";
	}

	@Override
	public long loads() {
		return this.catalogue.loads();
	}

	@Override
	public void close() {
		this.cache.invalidateAll();
	}

	/**
	 * How products are held.
	 *
	 * @param <V> what is held
	 * @param encode makes it
	 * @param decode reads it
	 */
	record Format<V>(Function<Product, V> encode, Function<V, Product> decode) {
	}

}
