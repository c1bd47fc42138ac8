package dev.cachepatterns.benchmarks.subject;

import com.alicp.jetcache.autoconfigure.JetCacheAutoConfiguration;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application as a user of the starter writes it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = JetCacheAutoConfiguration.class)
class ProductsApplication {

	@Bean
	Catalogue catalogue() {
		return new Catalogue();
	}

	@Bean
	Products products(Catalogue catalogue) {
		return new Products(catalogue);
	}

}
