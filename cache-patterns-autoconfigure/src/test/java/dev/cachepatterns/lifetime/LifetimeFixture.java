package dev.cachepatterns.lifetime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Storage;
import dev.cachepatterns.stats.CacheStats.Counts;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreKey;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Applications with a clock that the test moves. What the server itself expires, it
 * expires by its own.
 */
public interface LifetimeFixture {

	Duration TTL = Duration.ofMinutes(10);

	Duration MINUTE = Duration.ofMinutes(1);

	/**
	 * The settings that lead to the backend under test.
	 */
	List<String> backend();

	default void run(Consumer<Shop> test, String... settings) {
		runTwo((shop, other) -> test.accept(shop), 1, settings);
	}

	/**
	 * Two instances of an application on one database.
	 */
	default void runTwo(Pair test, String... settings) {
		runTwo(test, 2, settings);
	}

	private void runTwo(Pair test, int instances, String... settings) {
		PriceTable table = new PriceTable();
		MutableClock clock = new MutableClock();
		List<String> all = new ArrayList<>(backend());
		all.add("cache-patterns.key-prefix=" + UUID.randomUUID());
		all.add("cache-patterns.defaults.ttl=10m");
		all.add("order.ttl=7m");
		all.add("price.soft=50ms");
		all.addAll(Arrays.asList(settings));
		try (ConfigurableApplicationContext one = start(table, clock, all);
				ConfigurableApplicationContext two = (instances == 2) ? start(table, clock, all) : one) {
			test.accept(new Shop(one, table, clock), new Shop(two, table, clock));
		}
		finally {
			table.open();
		}
	}

	private static ConfigurableApplicationContext start(PriceTable table, MutableClock clock, List<String> settings) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(settings.toArray(String[]::new))
			.initializers((context) -> {
				context.getBeanFactory().registerSingleton("priceTable", table);
				context.getBeanFactory().addBeanPostProcessor(new Timed(clock));
			})
			.run();
	}

	/**
	 * A test with two instances.
	 */
	interface Pair {

		/**
		 * Tests.
		 */
		void accept(Shop one, Shop two);

	}

	/**
	 * An instance.
	 *
	 * @param context its context
	 * @param table the database
	 * @param clock the time of both
	 */
	record Shop(ConfigurableApplicationContext context, PriceTable table, MutableClock clock) {

		Prices prices() {
			return this.context.getBean(Prices.class);
		}

		PatternCache cache(String name) {
			return (PatternCache) this.context.getBean(CacheManager.class).getCache(name);
		}

		Counts counts() {
			return cache("prices").counts();
		}

		Lookup stored(String item) {
			return stored("prices", item);
		}

		Lookup stored(String cache, String key) {
			String prefix = this.context.getEnvironment().getRequiredProperty("cache-patterns.key-prefix");
			return this.context.getBean(CacheStore.class).get(StoreKey.of(Region.of(prefix, cache), key));
		}

	}

	/**
	 * Gives the caches the test's clock.
	 */
	record Timed(MutableClock clock) implements BeanPostProcessor {

		@Override
		public Object postProcessAfterInitialization(Object bean, String name) {
			return (bean instanceof Storage storage) ? new Storage(storage.store(), storage.codec(), storage.random(),
					storage.executor(), storage.refreshes(), storage.timed(), storage.prefix(), this.clock,
					storage.timeouts(), storage.trust(), storage.loads()) : bean;
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MethodLifetimeContract.Beans.class)
	class Application {

		@Bean
		Prices prices(PriceTable table) {
			return new Prices(table);
		}

	}

}
