package dev.cachepatterns.autoconfigure;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A {@link CachingConfigurer} of the application, beside our manager.
 */
class CachingConfigurerTests {

	@Test
	void resolverOfTheConfigurerChoosesTheCache() {
		Runners.memory().withUserConfiguration(Resolves.class).run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
			PatternCacheManager caches = context.getBean(PatternCacheManager.class);
			assertThat(caches.getCache("tenant:greetings").get("Ann", String.class)).isEqualTo("Hello Ann");
			assertThat(caches.getCache("greetings").get("Ann")).isNull();
		});
	}

	@Test
	void managerOfTheConfigurerHoldsTheCaches() {
		Runners.memory().withUserConfiguration(Manages.class).run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
			CacheManager own = context.getBean(Manages.class).cacheManager();
			assertThat(own.getCache("greetings").get("Ann", String.class)).isEqualTo("Hello Ann");
			assertThat(context.getBean(PatternCacheManager.class).getCacheNames()).isEmpty();
		});
	}

	@Test
	void cachingNeedsNoOtherAutoConfiguration() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class))
			.withPropertyValues("cache-patterns.backend=memory")
			.withBean(Greetings.class)
			.run((context) -> {
				Greetings greetings = context.getBean(Greetings.class);
				assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
				assertThat(greetings.calls()).isOne();
			});
	}

	/**
	 * An application that puts the caches of a tenant apart.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Resolves implements CachingConfigurer {

		private final ObjectProvider<CacheManager> manager;

		Resolves(ObjectProvider<CacheManager> manager) {
			this.manager = manager;
		}

		@Override
		public CacheResolver cacheResolver() {
			return (context) -> context.getOperation()
				.getCacheNames()
				.stream()
				.map((name) -> this.manager.getObject().getCache("tenant:" + name))
				.toList();
		}

	}

	/**
	 * An application whose manager is no bean.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Manages implements CachingConfigurer {

		private final CacheManager own = new ConcurrentMapCacheManager();

		@Override
		public CacheManager cacheManager() {
			return this.own;
		}

	}

}
