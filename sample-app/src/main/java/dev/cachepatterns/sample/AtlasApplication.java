package dev.cachepatterns.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts <i>Atlas</i>. Nothing here switches caching on: the starter does.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class AtlasApplication {

	private AtlasApplication() {
	}

	public static void main(String[] args) {
		SpringApplication.run(AtlasApplication.class, args);
	}

}
