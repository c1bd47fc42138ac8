package dev.cachepatterns.benchmarks.subject;

import java.nio.ByteBuffer;
import java.util.List;

import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.TypeRegistry;

/**
 * Our JSON, for the raw clients.
 */
final class ProductCodec {

	private final JsonCodec json = new JsonCodec(new TypeRegistry(List.of()));

	byte[] encode(Product product) {
		return this.json.encode(product, Product.class);
	}

	Product decode(byte[] bytes) {
		return (Product) this.json.decode(ByteBuffer.wrap(bytes), Product.class);
	}

}
