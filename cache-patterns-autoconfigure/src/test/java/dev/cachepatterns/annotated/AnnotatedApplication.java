package dev.cachepatterns.annotated;

import java.util.List;
import java.util.Locale;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.cache.interceptor.KeyGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The application of the tests, as a user would write it.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AnnotatedApplication {

	@Bean
	Cities cities() {
		return new Cities();
	}

	@Bean
	AsynchronousCities asynchronousCities() {
		return new AsynchronousCities();
	}

	@Bean
	KeyGenerator upperCase() {
		return (target, method, arguments) -> String.valueOf(arguments[0]).toUpperCase(Locale.ROOT);
	}

	@Bean
	CacheResolver byArgument(CacheManager cacheManager) {
		return (context) -> {
			Cache cache = cacheManager.getCache(String.valueOf(context.getArgs()[0]));
			return List.of(cache);
		};
	}

	@Bean(defaultCandidate = false)
	ConcurrentMapCacheManager plainManager() {
		return new ConcurrentMapCacheManager();
	}

}
