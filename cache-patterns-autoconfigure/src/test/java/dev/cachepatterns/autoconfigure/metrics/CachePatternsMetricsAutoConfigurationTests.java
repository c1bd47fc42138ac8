package dev.cachepatterns.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachePatternsMetricsAutoConfiguration}.
 */
class CachePatternsMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("cache-patterns.backend=memory")
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
				AopAutoConfiguration.class, CachePatternsMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class, MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void cacheThatIsCreatedLaterHasMeters() {
		this.runner.run((context) -> assertMeters(context.getBean(MeterRegistry.class),
				context.getBean(PatternCacheManager.class).getCache("late")));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void cacheThatIsThereAtTheStartHasMetersOnce(CapturedOutput output) {
		this.runner
			.withBean("early", CacheManagerCustomizer.class,
					() -> (CacheManagerCustomizer<PatternCacheManager>) (manager) -> manager.getCache("early"))
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(registry.find("cache.puts").tag("name", "early").meters()).hasSize(1);
				assertMeters(registry, context.getBean(PatternCacheManager.class).getCache("early"));
				assertThat(output).doesNotContain("already registered");
			});
	}

	@Test
	void evictionForSizeIsCounted() {
		this.runner.withPropertyValues("cache-patterns.memory.maximum-size=4KB").run((context) -> {
			Cache cache = context.getBean(PatternCacheManager.class).getCache("small");
			for (int i = 0; i < 100; i++) {
				cache.put(i, "x".repeat(500));
			}
			assertThat(value(context.getBean(MeterRegistry.class), "cache.evictions", "small")).isGreaterThan(80);
		});
	}

	@Test
	void applicationWithoutMicrometerStarts() {
		new ApplicationContextRunner().withPropertyValues("cache-patterns.backend=memory")
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, AopAutoConfiguration.class,
					CachePatternsMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasSingleBean(PatternCacheManager.class)
				.doesNotHaveBean(CachePatternsMetricsAutoConfiguration.class));
	}

	private static void assertMeters(MeterRegistry registry, Cache cache) {
		cache.get("key", () -> "loaded");
		cache.get("key");
		cache.get("key");
		cache.get("missing");
		cache.evict("key");
		String name = cache.getName();
		assertThat(registry.get("cache.gets").tags("name", name, "result", "hit").functionCounter().count())
			.isEqualTo(2);
		assertThat(registry.get("cache.gets").tags("name", name, "result", "miss").functionCounter().count())
			.isEqualTo(2);
		assertThat(value(registry, "cache.puts", name)).isEqualTo(1);
		assertThat(value(registry, "cache.evictions", name)).isEqualTo(1);
		assertThat(
				registry.get("cache.load").tags("name", name, "cache.manager", "cacheManager").functionTimer().count())
			.isEqualTo(1);
	}

	private static double value(MeterRegistry registry, String meter, String cache) {
		return registry.get(meter).tags("name", cache, "cache.manager", "cacheManager").functionCounter().count();
	}

}
