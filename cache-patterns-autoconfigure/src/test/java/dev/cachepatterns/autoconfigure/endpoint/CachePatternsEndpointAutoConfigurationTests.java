package dev.cachepatterns.autoconfigure.endpoint;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.endpoint.CachePatternsEndpoint;
import dev.cachepatterns.pattern.Consistency;
import dev.cachepatterns.pattern.Mode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachePatternsEndpointAutoConfiguration}.
 */
class CachePatternsEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("cache-patterns.backend=memory", "management.endpoints.web.exposure.include=cachepatterns")
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
				CachePatternsEndpointAutoConfiguration.class));

	@Test
	void endpointShowsCachesAndSwitchesThem() {
		this.runner.run((context) -> {
			PatternCacheManager caches = context.getBean(PatternCacheManager.class);
			CachePatternsEndpoint endpoint = context.getBean(CachePatternsEndpoint.class);
			assertThat(endpoint.caches()).isEmpty();
			assertThat(endpoint.cache("places")).isNull();
			assertThat(endpoint.switchOne("places", Mode.OFF)).isNull();
			caches.getCache("places").get("Lima");
			assertThat(endpoint.cache("places")).satisfies((places) -> {
				assertThat(places.mode()).isEqualTo(Mode.ON);
				assertThat(places.consistency()).isEqualTo(Consistency.STRICT);
				assertThat(places.counts().misses()).isOne();
			});
			endpoint.switchOne("places", Mode.INVALIDATE);
			assertThat(caches.getCache("places").mode()).isEqualTo(Mode.INVALIDATE);
			assertThat(caches.getCache("countries").mode()).isEqualTo(Mode.ON);
			assertThat(endpoint.switchAll(Mode.OFF)).containsOnlyKeys("countries", "places");
			assertThat(caches.getCache("new").mode()).isEqualTo(Mode.OFF);
		});
	}

	@Test
	void endpointWhenNotExposedIsNotThere() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(CachePatternsEndpoint.class));
	}

	@Test
	void endpointWithoutOurCachesIsNotThere() {
		this.runner.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context).doesNotHaveBean(CachePatternsEndpoint.class));
	}

	@Test
	void endpointWithoutActuatorIsNotThere() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("cachePatternsEndpoint"));
	}

}
