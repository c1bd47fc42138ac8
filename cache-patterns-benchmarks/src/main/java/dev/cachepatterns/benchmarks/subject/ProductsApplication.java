package dev.cachepatterns.benchmarks.subject;

import com.alicp.jetcache.autoconfigure.JetCacheAutoConfiguration;

import org.springframework.beans.factory.annotation.Value;
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
	Products products(Catalogue catalogue, @Value("${products.tagged:false}") boolean tagged) {
		return tagged ? new TaggedProducts(catalogue) : new Products(catalogue);
	}

}
