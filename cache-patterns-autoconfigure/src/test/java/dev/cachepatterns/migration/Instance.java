package dev.cachepatterns.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.pattern.Mode;

/**
 * An instance of an application before the migration or after it.
 */
final class Instance implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Instance(Class<?> application, List<String> settings) {
		this.context = new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties(settings.toArray(String[]::new))
			.run();
	}

	static Instance ofSpring(List<String> settings, String... more) {
		return new Instance(Before.class, join(settings, "spring.cache.type=redis", more));
	}

	static Instance ours(List<String> settings, String... more) {
		return new Instance(After.class, join(settings, "cache-patterns.mode=invalidate", more));
	}

	private static List<String> join(List<String> settings, String own, String... more) {
		List<String> all = new ArrayList<>(settings);
		all.add(own);
		all.addAll(Arrays.asList(more));
		return all;
	}

	Items items() {
		return this.context.getBean(Items.class);
	}

	Cache cache(String name) {
		return this.context.getBean(CacheManager.class).getCache(name);
	}

	void switchTo(Mode mode) {
		this.context.getBean(PatternCacheManager.class).switchTo(mode);
	}

	/**
	 * Waits until the server has executed what Spring's cache has sent behind the back of
	 * its callers.
	 */
	void settle() {
		this.context.getBean(ReactiveRedisConnectionFactory.class).getReactiveConnection().ping().block();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * With Spring's own Redis cache.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = CachePatternsAutoConfiguration.class)
	@EnableCaching
	static class Before {

		@Bean
		Items items(JdbcClient database) {
			return new Items(database);
		}

	}

	/**
	 * With this library.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class After {

		@Bean
		Items items(JdbcClient database) {
			return new Items(database);
		}

	}

}
