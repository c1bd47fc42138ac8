package dev.cachepatterns.readme;

import dev.cachepatterns.cache.KeyPrefixResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The listing of the README on tenants.
 */
@Configuration(proxyBeanMethods = false)
class Tenancy {

	@Bean
	KeyPrefixResolver tenantPrefix(Tenants tenants) {
		return () -> "shop:" + tenants.current();
	}

	/**
	 * Knows who calls.
	 */
	interface Tenants {

		/**
		 * The tenant of the calling thread.
		 */
		String current();

	}

}
