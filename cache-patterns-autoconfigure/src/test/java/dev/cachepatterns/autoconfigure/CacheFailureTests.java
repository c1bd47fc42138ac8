package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a caller and the application's error handler see of a Redis that is gone.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheFailureTests {

	private final RedisServer server = RedisServer.started();

	private final ApplicationContextRunner runner = Runners.redis()
		.withPropertyValues("spring.data.redis.port=" + this.server.port(), "spring.data.redis.timeout=1s",
				"spring.data.redis.connect-timeout=1s");

	@BeforeEach
	void forget() {
		Handling.SEEN.clear();
		Handling.rethrow = false;
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void callerGetsTheAnswerOfTheDatabaseAndTheLogSaysWhy(CapturedOutput output) {
		withoutServer(this.runner, (greetings) -> {
			assertThat(greetings.greet("Ann")).isEqualTo("Hello Ann");
			assertThat(greetings.write("Ann")).isEqualTo("Written Ann");
			greetings.evict("Ann");
			greetings.clear();
		});
		assertThat(output).contains("Cache 'greetings' is not asked for key 'Ann': Redis is unavailable: ")
			.contains("Cache 'greetings' may keep an old value of key 'Ann'")
			.contains("Cache 'greetings' may keep old values")
			.contains(String.valueOf(this.server.port()));
	}

	@Test
	void errorHandlerSeesEveryFailureWithTheCache() {
		withoutServer(this.runner.withUserConfiguration(Handling.class), (greetings) -> {
			greetings.greet("Ann");
			greetings.put("Ann");
			greetings.write("Ann");
			greetings.evict("Ann");
			greetings.clear();
		});
		assertThat(Handling.SEEN).containsExactly("get Ann", "evict Ann", "evict Ann", "evict Ann", "clear");
	}

	@Test
	void writeThatIsDoneNeverThrows() {
		withoutServer(this.runner.withUserConfiguration(Handling.class), (greetings) -> {
			Handling.rethrow = true;
			assertThat(greetings.write("Ann")).isEqualTo("Written Ann");
			assertThat(greetings.put("Ann")).isEqualTo("Put Ann");
			greetings.evict("Ann");
			greetings.clear();
			assertThat(Handling.SEEN).hasSize(4);
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> greetings.greet("Ann"));
		});
	}

	@Test
	void exceptionOfTheMethodIsNoFailureOfTheCache() {
		this.runner.withUserConfiguration(Handling.class).run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThatIllegalStateException().isThrownBy(() -> greetings.fail("why")).withMessage("why");
			assertThatIllegalStateException().isThrownBy(() -> greetings.failLater("why", 1).block());
			assertThat(Handling.SEEN).isEmpty();
		});
	}

	@Test
	void serverThatIsDownAtTheStartIsUsedAsSoonAsItIsUp() {
		this.server.kill();
		this.runner.run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo("Hello Ann");
			this.server.start();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
				greetings.greet("Ann");
				greetings.calls();
				greetings.greet("Ann");
				return greetings.calls() == 0;
			});
		});
	}

	private void withoutServer(ApplicationContextRunner runner, Consumer<Greetings> calls) {
		runner.run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			greetings.greet("warm");
			this.server.kill();
			calls.accept(greetings);
		});
	}

	/**
	 * An application that handles failures.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Handling implements CachingConfigurer, CacheErrorHandler {

		private static final List<String> SEEN = new ArrayList<>();

		private static volatile boolean rethrow;

		@Override
		public CacheErrorHandler errorHandler() {
			return this;
		}

		@Override
		public void handleCacheGetError(RuntimeException exception, Cache cache, Object key) {
			see("get " + key, exception, cache);
		}

		@Override
		public void handleCachePutError(RuntimeException exception, Cache cache, Object key, Object value) {
			see("put " + key, exception, cache);
		}

		@Override
		public void handleCacheEvictError(RuntimeException exception, Cache cache, Object key) {
			see("evict " + key, exception, cache);
		}

		@Override
		public void handleCacheClearError(RuntimeException exception, Cache cache) {
			see("clear", exception, cache);
		}

		private void see(String what, RuntimeException exception, Cache cache) {
			assertThat(cache).isInstanceOf(PatternCache.class);
			SEEN.add(what);
			if (rethrow) {
				throw exception;
			}
		}

	}

}
