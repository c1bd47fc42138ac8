package dev.cachepatterns.benchmarks.subject;

import dev.cachepatterns.codec.JsonCodec;

/**
 * Our JSON, for the raw clients.
 */
final class ProductCodec {

	private final JsonCodec json = new JsonCodec();

	byte[] encode(Product product) {
		return this.json.encode(product, Product.class);
	}

	Product decode(byte[] bytes) {
		return (Product) this.json.decode(bytes, Product.class);
	}

}
