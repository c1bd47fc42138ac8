package dev.cachepatterns.benchmarks.subject;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;

import dev.cachepatterns.benchmarks.server.Server;

/**
 * Lettuce's synchronous commands on one connection, with our codec.
 *
 * @param server the server
 * @param client the client
 * @param redis its commands
 * @param codec our JSON
 * @param catalogue where products come from
 */
record RawRedis(Server server, RedisClient client, RedisCommands<byte[], byte[]> redis, ProductCodec codec,
		Catalogue catalogue) implements Subject {

	private static final SetArgs TTL = SetArgs.Builder.px(Duration.ofHours(1));

	static RawRedis connect(Server server) {
		RedisClient client = RedisClient.create(RedisURI.create("127.0.0.1", server.port()));
		return new RawRedis(server, client, client.connect(ByteArrayCodec.INSTANCE).sync(), new ProductCodec(),
				new Catalogue());
	}

	@Override
	public String name() {
		return "Lettuce, our codec";
	}

	@Override
	public Set<Operation> operations() {
		return Operation.ALL;
	}

	@Override
	public Product read(long id) {
		byte[] found = this.redis.get(key(id));
		if (found != null) {
			return this.codec.decode(found);
		}
		Product product = this.catalogue.load(id);
		put(product);
		return product;
	}

	@Override
	public void put(Product product) {
		this.redis.set(key(product.id()), this.codec.encode(product), TTL);
	}

	@Override
	public void evict(long id) {
		this.redis.del(key(id));
	}

	@Override
	public List<Product> readAll(List<Long> ids) {
		return this.redis.mget(ids.stream().map(RawRedis::key).toArray(byte[][]::new))
			.stream()
			.map(KeyValue::getValue)
			.map(this.codec::decode)
			.toList();
	}

	@Override
	public String bulkForm() {
		return "one MGET";
	}

	@Override
	public long loads() {
		return this.catalogue.loads();
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

	private static byte[] key(long id) {
		return ("raw:" + id).getBytes(StandardCharsets.US_ASCII);
	}

}
