package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What callers of futures, publishers and synchronized reads, and the application's error
 * handler, see of a Redis that is gone, and of a method that fails.
 */
class AsynchronousFailureTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private final RedisServer server = RedisServer.started();

	private final ApplicationContextRunner runner = Runners.redis()
		.withUserConfiguration(Noting.class)
		.withBean(Later.class)
		.withPropertyValues("spring.data.redis.port=" + this.server.port(), "spring.data.redis.timeout=1s",
				"spring.data.redis.connect-timeout=1s");

	@BeforeEach
	void forget() {
		Noting.SEEN.clear();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void futureWithoutServerHasTheAnswerOfTheMethod() {
		withoutServer((later) -> {
			assertThat(later.future("Ann")).succeedsWithin(SOON).isEqualTo("Hello Ann");
			assertThat(Noting.SEEN).contains("get later Ann");
		});
	}

	@Test
	void publisherWithoutServerHasTheAnswerOfTheMethod() {
		withoutServer((later) -> {
			StepVerifier.create(later.mono("Ann")).expectNext("Hello Ann").expectComplete().verify(SOON);
			assertThat(Noting.SEEN).contains("get later Ann");
		});
	}

	@Test
	void synchronizedReadWithoutServerHasTheAnswerOfTheMethod() {
		withoutServer((later) -> {
			assertThat(later.sync("Ann")).isEqualTo("Hello Ann");
			assertThat(Noting.SEEN).contains("get later Ann");
		});
	}

	@Test
	void synchronizedFutureWithoutServerHasTheAnswerOfTheMethod() {
		withoutServer((later) -> {
			assertThat(later.syncFuture("Ann")).succeedsWithin(SOON).isEqualTo("Hello Ann");
			assertThat(Noting.SEEN).contains("get later Ann");
		});
	}

	@Test
	void writesWithoutServerHaveTheAnswerOfTheMethod() {
		withoutServer((later) -> {
			assertThat(later.writeFuture("Ann")).succeedsWithin(SOON).isEqualTo("Written Ann");
			StepVerifier.create(later.writeMono("Bob")).expectNext("Written Bob").expectComplete().verify(SOON);
			StepVerifier.create(later.evictMono("Ann")).expectNext("Evicted Ann").expectComplete().verify(SOON);
			assertThat(later.evictFirst("Cem")).succeedsWithin(SOON).isEqualTo("Evicted Cem");
			// What could not be announced is removed
			assertThat(Noting.SEEN).containsExactly("evict later Ann", "evict later Bob", "evict later Ann",
					"evict later Cem");
		});
	}

	@Test
	void exceptionOfTheMethodIsNoFailureOfTheCache() {
		this.runner.run((context) -> {
			Later later = context.getBean(Later.class);
			later.fail();
			assertThat(later.future("Ann")).failsWithin(SOON)
				.withThrowableThat()
				.havingRootCause()
				.isInstanceOf(IllegalStateException.class);
			assertThat(later.syncFuture("Ann")).failsWithin(SOON)
				.withThrowableThat()
				.havingRootCause()
				.isInstanceOf(IllegalStateException.class);
			StepVerifier.create(later.mono("Ann")).expectErrorMessage("why").verify(SOON);
			assertThatIllegalStateException().isThrownBy(() -> later.sync("Ann")).withMessage("why");
			assertThat(Noting.SEEN).isEmpty();
		});
	}

	private void withoutServer(Consumer<Later> calls) {
		this.runner.run((context) -> {
			Later later = context.getBean(Later.class);
			later.mono("warm").block(SOON);
			assertThat(Noting.SEEN).isEmpty();
			this.server.kill();
			calls.accept(later);
		});
	}

	/**
	 * An application that takes note of failures.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Noting implements CachingConfigurer, CacheErrorHandler {

		private static final List<String> SEEN = new CopyOnWriteArrayList<>();

		@Override
		public CacheErrorHandler errorHandler() {
			return this;
		}

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			note("get", exception, cache, key);
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
			note("put", exception, cache, key);
		}

		@Override
		public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
			note("evict", exception, cache, key);
		}

		@Override
		public void handleCacheClearError(RuntimeException exception, Cache cache) {
			note("clear", exception, cache, "");
		}

		private static void note(String what, RuntimeException exception, Cache cache, Object key) {
			boolean right = cache instanceof PatternCache && exception instanceof StoreUnavailableException;
			SEEN.add((right ? "" : "Wrong: " + exception + " of " + cache.getClass() + ": ") + what + " "
					+ cache.getName() + " " + key);
		}

	}

	/**
	 * Methods whose result arrives later, or for one caller at a time.
	 */
	static class Later {

		private volatile boolean fails;

		public void fail() {
			this.fails = true;
		}

		private String answer(String name) {
			if (this.fails) {
				throw new IllegalStateException("why");
			}
			return "Hello " + name;
		}

		@Cacheable("later")
		public CompletableFuture<String> future(String name) {
			return CompletableFuture.supplyAsync(() -> answer(name));
		}

		@Cacheable("later")
		public Mono<String> mono(String name) {
			return Mono.fromSupplier(() -> answer(name));
		}

		@Cacheable(cacheNames = "later", sync = true)
		public String sync(String name) {
			return answer(name);
		}

		@Cacheable(cacheNames = "later", sync = true)
		public CompletableFuture<String> syncFuture(String name) {
			return CompletableFuture.supplyAsync(() -> answer(name));
		}

		@WriteThrough(cacheNames = "later", key = "#name")
		public CompletableFuture<String> writeFuture(String name) {
			return CompletableFuture.completedFuture("Written " + name);
		}

		@WriteThrough(cacheNames = "later", key = "#name")
		public Mono<String> writeMono(String name) {
			return Mono.just("Written " + name);
		}

		@CacheEvict("later")
		public Mono<String> evictMono(String name) {
			return Mono.just("Evicted " + name);
		}

		@CacheEvict(cacheNames = "later", beforeInvocation = true)
		public CompletableFuture<String> evictFirst(String name) {
			return CompletableFuture.completedFuture("Evicted " + name);
		}

	}

}
