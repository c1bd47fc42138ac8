package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.cache.LoadRejectedException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a database bears while there is no cache: a Redis that refuses connections.
 */
class LoadProtectionTests {

	private static final int CALLERS = 200;

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
				List<List<String>> all = run((caller) -> reading.read(books));
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

	/**
	 * Knows books, and counts who asks at once.
	 */
	static class Books {

		private final AtomicInteger loads = new AtomicInteger();

		private final AtomicInteger running = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		@Cacheable("titles")
		public String title(int book) {
			return load("title of " + book);
		}

		@Cacheable("pages")
		public List<String> pages(int book) {
			return list(book);
		}

		@Cacheable(cacheNames = "synced", sync = true)
		public List<String> synced(int book) {
			return list(book);
		}

		@Cacheable("futures")
		public CompletableFuture<List<String>> future(int book) {
			return CompletableFuture.completedFuture(list(book));
		}

		@Cacheable("monos")
		public Mono<List<String>> mono(int book) {
			return Mono.fromSupplier(() -> list(book));
		}

		@Cacheable("optionals")
		public Optional<List<String>> optional(int book) {
			return Optional.of(list(book));
		}

		@Cacheable(cacheNames = "secrets", unless = "true")
		public String secret(int book) {
			return load("secret of " + book);
		}

		@Cacheable(cacheNames = "nested", key = "#book")
		public String nested(Callable<String> inner, int book) throws Exception {
			return inner.call();
		}

		@Cacheable(cacheNames = "slow", key = "#book")
		public String slow(int book, CountDownLatch end) throws InterruptedException {
			this.loads.incrementAndGet();
			this.running.incrementAndGet();
			end.await();
			this.running.decrementAndGet();
			return "slow";
		}

		@Cacheable("missing")
		public String missing(int book) {
			throw new IllegalStateException("No book " + book);
		}

		private List<String> list(int book) {
			return new ArrayList<>(List.of(load("page of " + book)));
		}

		public AtomicInteger loads() {
			return this.loads;
		}

		public AtomicInteger running() {
			return this.running;
		}

		public AtomicInteger most() {
			return this.most;
		}

		public String load(String value) {
			this.loads.incrementAndGet();
			this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
			this.running.decrementAndGet();
			return value;
		}

	}

}
