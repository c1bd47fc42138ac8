package dev.cachepatterns.benchmarks.subject;

import dev.cachepatterns.annotation.CacheTags;
import org.springframework.cache.annotation.Cacheable;

/**
 * The same with a tag, one for ten products.
 */
class TaggedProducts extends Products {

	TaggedProducts(Catalogue catalogue) {
		super(catalogue);
	}

	@Override
	@Cacheable(CACHE)
	@CacheTags("'shelf:' + #id % 100")
	public Product find(long id) {
		return super.find(id);
	}

}
