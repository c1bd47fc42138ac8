package dev.cachepatterns.autoconfigure.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the meters say of calls of annotated methods.
 */
class AnnotatedMetersTests {

	private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
		.withPropertyValues("cache-patterns.backend=memory")
		.withBean(Words.class)
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, CacheAutoConfiguration.class,
				AopAutoConfiguration.class, CachePatternsMetricsAutoConfiguration.class,
				CacheMetricsAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.withoutRegistry
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void callsOnACacheThatTheyCreateAreCounted() {
		this.runner.run((context) -> {
			assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(SimpleMeterRegistry.class);
			assertThat(context.getBean(PatternCacheManager.class).getCacheNames()).isEmpty();
			assertCounted(context.getBean(Words.class), context.getBean(MeterRegistry.class));
		});
	}

	@Test
	void callsOnACacheThatIsThereAtTheStartAreCounted() {
		this.runner
			.withBean("early", CacheManagerCustomizer.class,
					() -> (CacheManagerCustomizer<PatternCacheManager>) (manager) -> manager.getCache("words"))
			.run((context) -> assertCounted(context.getBean(Words.class), context.getBean(MeterRegistry.class)));
	}

	@Test
	void callsWhenBeansAreLazyAreCounted() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertCounted(context.getBean(Words.class), context.getBean(MeterRegistry.class)));
	}

	@Test
	void publishersAreCountedAsPlainCallsAre() {
		this.runner.run((context) -> {
			Words words = context.getBean(Words.class);
			words.findLater("one").block();
			words.findLater("one").block();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(gets(registry, "hit")).isEqualTo(1);
			assertThat(gets(registry, "miss")).isEqualTo(1);
			assertThat(count(registry, "cache.puts")).isEqualTo(1);
			assertThat(registry.get("cache.load").tag("name", "words").functionTimer().count()).isEqualTo(1);
		});
	}

	@Test
	void valuesThatCannotBeReadAreCounted() {
		this.runner.run((context) -> {
			context.getBean(CacheStore.class)
				.put(StoreKey.of(Region.of("cache-patterns", "words"), "one"), new byte[] { 99 },
						Duration.ofMinutes(1));
			assertThat(context.getBean(Words.class).find("one")).isEqualTo("Word one");
			assertThat(count(context.getBean(MeterRegistry.class), "cache.undecodable")).isEqualTo(1);
		});
	}

	@Test
	void applicationWithoutARegistryStarts() {
		this.withoutRegistry.run((context) -> {
			assertThat(context).doesNotHaveBean(MeterRegistry.class);
			assertThat(context.getBean(Words.class).find("one")).isEqualTo("Word one");
		});
	}

	@Test
	void metersWhenTheManagerIsAnotherAreNotOurs() {
		this.runner.withBean(ConcurrentMapCacheManager.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(CachePatternsMetricsAutoConfiguration.class));
	}

	private static void assertCounted(Words words, MeterRegistry registry) {
		words.find("one");
		words.find("one");
		words.find("one");
		words.find("two");
		words.write("three");
		words.remove("one");
		assertThat(gets(registry, "hit")).isEqualTo(2);
		assertThat(gets(registry, "miss")).isEqualTo(2);
		assertThat(count(registry, "cache.puts")).isEqualTo(3);
		assertThat(count(registry, "cache.evictions")).isEqualTo(1);
		var loads = registry.get("cache.load").tag("name", "words").functionTimer();
		assertThat(loads.count()).isEqualTo(2);
		assertThat(loads.totalTime(TimeUnit.NANOSECONDS)).isPositive();
	}

	private static double gets(MeterRegistry registry, String result) {
		return registry.get("cache.gets").tags("name", "words", "result", result).functionCounter().count();
	}

	private static double count(MeterRegistry registry, String meter) {
		return registry.get(meter).tag("name", "words").functionCounter().count();
	}

	/**
	 * A bean with annotated methods.
	 */
	static class Words {

		@Cacheable("words")
		public String find(String key) {
			return "Word " + key;
		}

		@Cacheable("words")
		public Mono<String> findLater(String key) {
			return Mono.just("Word " + key);
		}

		@WriteThrough(cacheNames = "words", key = "#key")
		public String write(String key) {
			return "Written " + key;
		}

		@CacheEvict("words")
		public void remove(String key) {
			// Only its annotation matters
		}

	}

}
