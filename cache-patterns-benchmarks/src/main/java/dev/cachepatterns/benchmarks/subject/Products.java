package dev.cachepatterns.benchmarks.subject;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;

/**
 * A service with cached methods.
 */
class Products {

	static final String CACHE = "products";

	private final Catalogue catalogue;

	Products(Catalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Cacheable(CACHE)
	public Product find(long id) {
		return this.catalogue.load(id);
	}

	@CachePut(cacheNames = CACHE, key = "#product.id")
	public Product save(Product product) {
		return product;
	}

	@CacheEvict(CACHE)
	public void remove(long id) {
		// The catalogue has every product at any time
	}

}
