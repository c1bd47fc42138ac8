package dev.cachepatterns.benchmarks.expiry;

import dev.cachepatterns.benchmarks.subject.Product;
import org.springframework.cache.annotation.Cacheable;

/**
 * A service with methods that Spring's annotation caches.
 */
class AnnotatedProducts {

	private final SlowCatalogue catalogue;

	AnnotatedProducts(SlowCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Cacheable(Expiring.EXPIRING)
	public Product expiring(long id) {
		return this.catalogue.expiring(id);
	}

	@Cacheable(Expiring.PLAIN)
	public Product plain(long id) {
		return this.catalogue.plain(id);
	}

}
