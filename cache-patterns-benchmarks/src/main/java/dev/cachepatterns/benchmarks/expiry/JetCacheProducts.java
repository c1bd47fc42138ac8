package dev.cachepatterns.benchmarks.expiry;

import com.alicp.jetcache.anno.CacheRefresh;
import com.alicp.jetcache.anno.CacheType;
import com.alicp.jetcache.anno.Cached;

import dev.cachepatterns.benchmarks.subject.Product;

/**
 * A service with methods that JetCache's annotations cache. They give their names, as
 * those of parameters are not read by its expressions.
 */
class JetCacheProducts {

	private final SlowCatalogue catalogue;

	JetCacheProducts(SlowCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	@Cached(name = Expiring.EXPIRING, key = "args[0]", expire = 3600, cacheType = CacheType.REMOTE)
	@CacheRefresh(refresh = 2, stopRefreshAfterLastAccess = 10)
	public Product expiring(long id) {
		return this.catalogue.expiring(id);
	}

	@Cached(name = Expiring.PLAIN, key = "args[0]", expire = 3600, cacheType = CacheType.REMOTE)
	public Product plain(long id) {
		return this.catalogue.plain(id);
	}

}
