package dev.cachepatterns.benchmarks.expiry;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application as a user writes it, but for its {@link Services}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ExpiryApplication {

	@Bean
	SlowCatalogue slowCatalogue() {
		return new SlowCatalogue();
	}

}
