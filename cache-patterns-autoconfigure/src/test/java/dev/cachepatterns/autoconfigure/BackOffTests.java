package dev.cachepatterns.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What works, and what is left alone, where the application or the class path has made
 * another choice than Redis through our manager.
 */
@ExtendWith(OutputCaptureExtension.class)
class BackOffTests {

	@Test
	void annotatedMethodsWhenCacheTypeIsSimpleAreCachedBySpringBoot() {
		Runners.redis().withPropertyValues("spring.cache.type=simple").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
			assertThat(greetings.write("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isZero();
			assertThat(context.getBean(CacheManager.class).getCache("greetings"))
				.isInstanceOf(ConcurrentMapCache.class);
		});
	}

	@Test
	void annotatedMethodsWhenCacheTypeIsNoneAreNotCached() {
		Runners.redis().withPropertyValues("spring.cache.type=none").run((context) -> {
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isEqualTo(2);
			assertThat(greetings.write("Ann")).isEqualTo("Written Ann");
		});
	}

	@Test
	void annotatedMethodsWhenCacheTypeIsRedisAreCachedBySpringData(CapturedOutput output) {
		try (RedisServer server = RedisServer.started()) {
			Runners.redis()
				.withPropertyValues("spring.cache.type=redis", "spring.data.redis.port=" + server.port(),
						"spring.cache.redis.time-to-live=1m")
				.run((context) -> {
					assertThat(context).hasSingleBean(RedisCacheManager.class);
					Greetings greetings = context.getBean(Greetings.class);
					String greeting = greetings.greet("Ann");
					// Spring Data stores it after the call has returned
					Awaitility.await().until(() -> server.command("EXISTS", "greetings::Ann").equals(":1\r\n"));
					assertThat(greetings.greet("Ann")).isEqualTo(greeting);
					assertThat(greetings.calls()).isOne();
				});
		}
		assertThat(output).doesNotContain("is ignored");
	}

	@Test
	void resolverOfTheApplicationIsUsedWithoutAnyManager() {
		Runners.redis().withUserConfiguration(OnlyAResolver.class).run((context) -> {
			assertThat(context).doesNotHaveBean(CacheManager.class);
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
		});
	}

	@Test
	void logWhenApplicationHasOnlyAResolverNamesIt(CapturedOutput output) {
		Runners.redis().withUserConfiguration(OnlyAResolver.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("cache-patterns provides no CacheManager").contains("[cacheResolver]");
	}

	@Test
	void backendWhenItIsMemoryNeverConnectsToRedis() throws IOException {
		try (ServerSocket redis = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Runners.memory()
				.withPropertyValues("spring.data.redis.host=127.0.0.1",
						"spring.data.redis.port=" + redis.getLocalPort(), "spring.data.redis.timeout=1s")
				.run((context) -> {
					assertThat(context).hasSingleBean(RedisConnectionFactory.class);
					assertThat(context.getBean(Greetings.class).greet("Ann")).isEqualTo("Hello Ann");
				});
			redis.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(redis::accept);
		}
	}

	@Test
	void backendWhenItIsMemoryNeedsNoRedisOnTheClassPath() {
		Runners.memory()
			.withClassLoader(new FilteredClassLoader("org.springframework.data", "io.lettuce"))
			.run((context) -> {
				assertThat(context.getBean(CacheStore.class).name()).isEqualTo("memory");
				assertThat(context).doesNotHaveBean(RedisConnectionFactory.class);
				assertThat(context.getBean(Greetings.class).greet("Ann")).isEqualTo("Hello Ann");
			});
	}

	@Test
	void backendWhenItIsRedisNeedsNoCaffeineOnTheClassPath() {
		Runners.redis()
			.withClassLoader(new FilteredClassLoader("com.github.benmanes"))
			.run((context) -> assertThat(context).hasSingleBean(PatternCacheManager.class));
	}

	@Test
	void backendWhenRedisIsNotOnTheClassPathStopsTheStart() {
		Runners.redis()
			.withClassLoader(new FilteredClassLoader("org.springframework.data", "io.lettuce"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CachePatternsConfigurationException.class, (failure) -> {
					assertThat(failure).hasMessageContaining("'cache-patterns.backend' is 'redis'")
						.hasMessageContaining("spring-boot-starter-data-redis");
					assertThat(failure.action()).contains("cache-patterns-starter").contains("another backend");
				}));
	}

	@Test
	void connectionsWhenOneOfTwoIsPrimaryAreThatOne() {
		try (RedisServer server = RedisServer.started()) {
			Runners.redis()
				.withPropertyValues("spring.data.redis.port=" + server.port())
				.withUserConfiguration(TwoConnections.class)
				.run((context) -> {
					context.getBean(Greetings.class).greet("Ann");
					assertThat(server.command("DBSIZE")).isNotEqualTo(":0\r\n");
				});
		}
	}

	/**
	 * An application that has a resolver and no manager.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OnlyAResolver implements CachingConfigurer {

		private final ConcurrentMapCache cache = new ConcurrentMapCache("resolved");

		@Bean
		@Override
		public CacheResolver cacheResolver() {
			return (context) -> List.of(this.cache);
		}

	}

	/**
	 * An application with a second connection, to a server that is not there.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoConnections {

		@Bean
		@Primary
		RedisConnectionFactory first(Environment environment) {
			return new LettuceConnectionFactory("127.0.0.1",
					environment.getRequiredProperty("spring.data.redis.port", Integer.class));
		}

		@Bean
		RedisConnectionFactory second() {
			return new LettuceConnectionFactory("127.0.0.1", 1);
		}

	}

}
