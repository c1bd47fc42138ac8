package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.LoadRejectedException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a database bears while there is no cache: a Redis that refuses connections.
 */
@Tag("alone")
@Tag("proof")
class LoadProtectionTests {

	private static final int CALLERS = Books.CALLERS;

	private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class, DataRedisAutoConfiguration.class,
				AopAutoConfiguration.class))
		.withUserConfiguration(Library.class)
		.withPropertyValues("spring.data.redis.port=1", "cache-patterns.resilience.max-concurrent-loads=4",
				"cache-patterns.resilience.load-wait=20s");

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void loadsOfDifferentKeysRunAsManyAtOnceAsTheyMay() {
		this.application.run((context) -> {
			Books books = context.getBean(Books.class);
			run((caller) -> books.title(caller));
			assertThat(books.most()).hasValue(4);
			assertThat(books.loads()).hasValue(CALLERS);
		});
	}

	@Test
	void equalLoadsBecomeOneAndAllGetCopiesOfItsValue() {
		for (Reading reading : List.<Reading>of((books) -> books.pages(7), (books) -> books.synced(7),
				(books) -> books.future(7).get(), (books) -> books.mono(7).block(),
				(books) -> books.optional(7).orElseThrow())) {
			this.application.run((context) -> {
				Books books = context.getBean(Books.class);
				CircuitBreakers breakers = context.getBean(CircuitBreakers.class);
				Awaitility.await().until(() -> books.secret(7) != null && breakers.notPermitted() > 0);
				books.loads().set(0);
				books.most().set(0);
				List<List<String>> all = run((caller) -> {
					books.arrived().countDown();
					return reading.read(books);
				});
				assertThat(books.most()).hasValue(1);
				assertThat(all).hasSize(CALLERS).allSatisfy((one) -> assertThat(one).containsExactly("page of 7"));
				assertThat(books.loads().get()).isBetween(2, CALLERS / 4);
				all.get(0).add("note");
				assertThat(all.stream().filter((one) -> one.size() > 1).count()).isLessThan(CALLERS / 4);
			});
		}
	}

	@Test
	void valueThatIsNotForTheCacheIsNotForOthers() {
		this.application.run((context) -> {
			Books books = context.getBean(Books.class);
			run((caller) -> books.secret(7));
			assertThat(books.loads()).hasValue(CALLERS);
			assertThat(books.most().get()).isLessThanOrEqualTo(4);
		});
	}

	@Test
	void programmaticLoadersAreLimitedToo() {
		this.application.run((context) -> {
			Books books = context.getBean(Books.class);
			CacheManager caches = context.getBean(CacheManager.class);
			run((caller) -> caches.getCache("books").get(caller, () -> books.load("of " + caller)));
			assertThat(books.most()).hasValue(4);
		});
	}

	@Test
	void loadWithinALoadNeedsNoTurnOfItsOwn() {
		this.application.withPropertyValues("cache-patterns.resilience.max-concurrent-loads=1").run((context) -> {
			Books books = context.getBean(Books.class);
			run((caller) -> books.nested(() -> books.title(caller), caller));
			assertThat(books.loads()).hasValue(CALLERS);
		});
	}

	@Test
	void whoWaitsInVainIsToldSo() {
		this.application.withPropertyValues("cache-patterns.resilience.load-wait=50ms").run((context) -> {
			Books books = context.getBean(Books.class);
			CountDownLatch end = new CountDownLatch(1);
			for (int i = 0; i < 4; i++) {
				int busy = i;
				this.threads.submit(() -> books.slow(busy, end));
			}
			Awaitility.await().until(() -> books.loads().get() == 4);
			assertThatExceptionOfType(LoadRejectedException.class).isThrownBy(() -> books.title(100))
				.withMessage("The cache is out, and 4 loads run already: this one has waited for 50ms");
			assertThatExceptionOfType(LoadRejectedException.class).isThrownBy(() -> books.synced(100));
			assertThat(books.future(100)).failsWithin(Duration.ofSeconds(20))
				.withThrowableThat()
				.havingRootCause()
				.withMessageContaining("is full");
			assertThatExceptionOfType(LoadRejectedException.class).isThrownBy(() -> books.mono(100).block());
			assertThatExceptionOfType(LoadRejectedException.class)
				.isThrownBy(() -> context.getBean(CacheManager.class).getCache("books").get(100, () -> "title"));
			assertThat(books.loads()).hasValue(4);
			end.countDown();
			Awaitility.await().until(() -> books.running().get() == 0);
			assertThat(books.title(100)).isEqualTo("title of 100");
		});
	}

	@Test
	void failureOfALoadEndsItsTurn() {
		this.application.run((context) -> {
			Books books = context.getBean(Books.class);
			for (int i = 0; i < 20; i++) {
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> books.missing(7));
			}
			assertThat(books.title(7)).isEqualTo("title of 7");
		});
	}

	@Test
	void bulkheadIsInTheRegistryOfTheApplication() {
		this.application.withBean(BulkheadRegistry.class, BulkheadRegistry::ofDefaults).run((context) -> {
			context.getBean(Books.class).title(1);
			assertThat(context.getBean(BulkheadRegistry.class).find("cachePatternsLoads")).hasValueSatisfying(
					(bulkhead) -> assertThat(bulkhead.getBulkheadConfig().getMaxConcurrentCalls()).isEqualTo(4));
		});
	}

	private <T> List<T> run(Call<T> call) throws Exception {
		List<Future<T>> running = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			int caller = i;
			running.add(this.threads.submit(() -> call.make(caller)));
		}
		List<T> results = new ArrayList<>();
		for (Future<T> one : running) {
			results.add(one.get(60, TimeUnit.SECONDS));
		}
		return results;
	}

	/**
	 * What each caller does.
	 */
	private interface Call<T> {

		T make(int caller) throws Exception;

	}

	/**
	 * A way to read.
	 */
	private interface Reading {

		List<String> read(Books books) throws Exception;

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Library {

		@Bean
		Books books() {
			return new Books();
		}

	}

}
