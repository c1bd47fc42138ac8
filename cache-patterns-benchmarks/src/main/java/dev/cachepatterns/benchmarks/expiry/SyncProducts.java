package dev.cachepatterns.benchmarks.expiry;

import dev.cachepatterns.benchmarks.subject.Product;
import org.springframework.cache.annotation.Cacheable;

/**
 * The same with {@code sync}.
 */
class SyncProducts {

	private final SlowCatalogue catalogue;

	SyncProducts(SlowCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Cacheable(cacheNames = Expiring.EXPIRING, sync = true)
	public Product expiring(long id) {
		return this.catalogue.expiring(id);
	}

	@Cacheable(cacheNames = Expiring.PLAIN, sync = true)
	public Product plain(long id) {
		return this.catalogue.plain(id);
	}

}
