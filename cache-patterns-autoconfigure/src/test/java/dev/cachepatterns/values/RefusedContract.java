package dev.cachepatterns.values;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.PatternCache;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.SimpleCacheErrorHandler;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are too large for the backend: reported, not cached, and no error for the
 * caller, also of an application whose error handler throws.
 */
interface RefusedContract extends ValuesFixture {

	/**
	 * What the backend under test cannot take.
	 */
	int TOO_LARGE = 8 << 20;

	@Test
	default void valueOfAReadIsReturnedAndNotCached() {
		run((pages, cache, meters) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(pages.read(TOO_LARGE)).hasSize(TOO_LARGE);
				assertThat(pages.synchronizedRead(TOO_LARGE + 1)).hasSize(TOO_LARGE + 1);
				assertThat(pages.later(TOO_LARGE + 2)).succeedsWithin(Duration.ofSeconds(30))
					.satisfies((page) -> assertThat(page).hasSize(TOO_LARGE + 2));
			}
			assertThat(pages.loads()).hasValue(9);
			assertThat(cache.counts().rejected()).isEqualTo(9);
			assertThat(meters.get("cache.rejected").tag("name", "pages").functionCounter().count()).isEqualTo(9);
			// Redis counts the large command against its memory until it has let go of it
			await().atMost(Duration.ofSeconds(30)).until(() -> pages.read(10).length() == 10 && cache.get(10) != null);
		});
	}

	@Test
	default void valueOfAWriteRemovesTheOldOne() {
		run((pages, cache, meters) -> {
			pages.write(1, 10);
			assertThat(cache.get(1, String.class)).hasSize(10);
			assertThat(pages.write(1, TOO_LARGE)).hasSize(TOO_LARGE);
			assertThat(cache.get(1)).isNull();
			assertThat(cache.counts().rejected()).isEqualTo(1);
		});
	}

	@Test
	default void valueThatIsPutIsNotCached() {
		run((pages, cache, meters) -> {
			String page = "x".repeat(TOO_LARGE);
			cache.put(1, "old");
			cache.put(1, page);
			assertThat(cache.get(1)).isNull();
			assertThat(cache.putIfAbsent(1, page)).isNull();
			assertThat(cache.<String>get(1, () -> page)).hasSize(TOO_LARGE);
			assertThat(cache.get(1)).isNull();
			assertThat(cache.counts().rejected()).isEqualTo(3);
		});
	}

	private void run(Scenario scenario) {
		String prefix = "refused-" + java.util.UUID.randomUUID();
		try (ConfigurableApplicationContext context = start(Application.class, "cache-patterns.key-prefix=" + prefix,
				"cache-patterns.resilience.timeout=10s")) {
			PatternCache cache = (PatternCache) context.getBean(CacheManager.class).getCache("pages");
			scenario.run(context.getBean(Pages.class), cache, context.getBean(MeterRegistry.class));
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(Pages pages, PatternCache cache, MeterRegistry meters);

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application implements CachingConfigurer {

		@Override
		public CacheErrorHandler errorHandler() {
			return new SimpleCacheErrorHandler();
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		Pages pages() {
			return new Pages();
		}

	}

	/**
	 * A service with answers of any length.
	 */
	class Pages {

		private final AtomicInteger loads = new AtomicInteger();

		public AtomicInteger loads() {
			return this.loads;
		}

		@Cacheable("pages")
		public String read(int length) {
			this.loads.incrementAndGet();
			return "x".repeat(length);
		}

		@Cacheable("pages")
		public String even(int length) {
			this.loads.incrementAndGet();
			return "e".repeat(length);
		}

		@Cacheable("pages")
		public String odd(int length) {
			this.loads.incrementAndGet();
			return "o".repeat(length);
		}

		@Cacheable(cacheNames = "pages", sync = true)
		public String synchronizedRead(int length) {
			this.loads.incrementAndGet();
			return "x".repeat(length);
		}

		@Cacheable("pages")
		public CompletableFuture<String> later(int length) {
			this.loads.incrementAndGet();
			return CompletableFuture.completedFuture("x".repeat(length));
		}

		@WriteThrough(cacheNames = "pages", key = "#id")
		public String write(int id, int length) {
			return "x".repeat(length);
		}

	}

}
