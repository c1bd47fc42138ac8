package dev.cachepatterns.values;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.stats.CacheStats.Counts;
import dev.cachepatterns.testing.Version;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two versions of an application on one server, half and half: the second has a class
 * with one field more.
 */
public interface RollingDeploymentContract extends ValuesFixture {

	String SERVICE = """
			public class Shop implements dev.cachepatterns.values.RollingDeploymentContract.Shop {
				private int loads;
				@Override @Cacheable("products") public Product find(long id) {
					this.loads++;
					return new Product(id, "product " + id ADDED);
				}
				@Override @CachePut(cacheNames = "products", key = "#id") public Product rename(long id, String name) {
					return new Product(id, name ADDED);
				}
				@Override @CacheEvict("products") public void remove(long id) { }
				@Override public int loads() { int count = this.loads; this.loads = 0; return count; }
			}
			""";

	Version OLD = Version.of(SERVICE.replace("ADDED", ""), "public record Product(long id, String name) { }");

	Version NEW = Version.of(SERVICE.replace("ADDED", ", \"a label\""),
			"public record Product(long id, String name, String label) { }");

	List<Long> KEYS = LongStream.range(0, 50).boxed().toList();

	@Test
	default void halfAndHalfEachVersionLoadsAKeyOnceAndReadsItsOwnForm() {
		try (ConfigurableApplicationContext older = start(OLD, "half");
				ConfigurableApplicationContext newer = start(NEW, "half")) {
			for (int round = 0; round < 5; round++) {
				for (Long id : KEYS) {
					assertThat(shop(older).find(id)).hasToString("Product[id=%d, name=product %d]".formatted(id, id));
					assertThat(shop(newer).find(id))
						.hasToString("Product[id=%d, name=product %d, label=a label]".formatted(id, id));
				}
			}
			assertThat(shop(older).loads()).isEqualTo(KEYS.size());
			assertThat(shop(newer).loads()).isEqualTo(KEYS.size());
			assertThat(counts(older).hits()).isEqualTo(4 * KEYS.size());
			assertThat(counts(newer).hits()).isEqualTo(4 * KEYS.size());
			assertThat(counts(newer).undecodable() + counts(older).undecodable()).isZero();
		}
	}

	@Test
	default void writeOfOneVersionIsSeenByTheOther() {
		try (ConfigurableApplicationContext older = start(OLD, "write");
				ConfigurableApplicationContext newer = start(NEW, "write")) {
			read(older, newer, 1);
			shop(older).loads();
			shop(newer).loads();
			shop(older).rename(1, "renamed");
			assertThat(shop(older).find(1)).hasToString("Product[id=1, name=renamed]");
			assertThat(shop(newer).find(1)).hasToString("Product[id=1, name=product 1, label=a label]");
			assertThat(shop(newer).loads()).isEqualTo(1);
			assertThat(shop(older).loads()).isZero();
			read(older, newer, 1);
			assertThat(shop(older).loads() + shop(newer).loads()).isZero();
		}
	}

	@Test
	default void removalByOneVersionIsSeenByTheOther() {
		try (ConfigurableApplicationContext older = start(OLD, "remove");
				ConfigurableApplicationContext newer = start(NEW, "remove")) {
			read(older, newer, 1);
			shop(newer).remove(1);
			read(older, newer, 1);
			assertThat(shop(older).loads()).isEqualTo(1);
			assertThat(shop(newer).loads()).isEqualTo(1);
			((PatternCache) older.getBean(CacheManager.class).getCache("products")).clear();
			read(older, newer, 1);
			assertThat(shop(older).loads()).isEqualTo(1);
			assertThat(shop(newer).loads()).isEqualTo(1);
		}
	}

	private ConfigurableApplicationContext start(Version version, String prefix) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(new DefaultResourceLoader(version.loader()),
				Application.class, version.type("Shop"));
		return start(application, "cache-patterns.key-prefix=" + prefix);
	}

	private static void read(ConfigurableApplicationContext older, ConfigurableApplicationContext newer, long id) {
		shop(older).loads();
		shop(newer).loads();
		shop(older).find(id);
		shop(newer).find(id);
	}

	private static Shop shop(ConfigurableApplicationContext context) {
		return context.getBean(Shop.class);
	}

	private static Counts counts(ConfigurableApplicationContext context) {
		return ((PatternCache) context.getBean(CacheManager.class).getCache("products")).counts();
	}

	/**
	 * The service of both versions.
	 */
	interface Shop {

		/**
		 * Reads.
		 */
		Object find(long id);

		/**
		 * Writes through.
		 */
		Object rename(long id, String name);

		/**
		 * Evicts.
		 */
		void remove(long id);

		/**
		 * Calls of {@link #find} that were not answered by the cache, since the last
		 * question.
		 */
		int loads();

	}

	/**
	 * The application of both versions.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

	}

}
