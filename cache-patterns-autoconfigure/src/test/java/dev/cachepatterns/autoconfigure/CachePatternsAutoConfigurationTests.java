package dev.cachepatterns.autoconfigure;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.ValueCodec;
import dev.cachepatterns.redis.RedisStore;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.SteppedStore;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CacheManagerCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.CacheResolver;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CachePatternsAutoConfiguration}: which beans are there, and which back
 * off.
 */
@ExtendWith(OutputCaptureExtension.class)
class CachePatternsAutoConfigurationTests {

	@Test
	void storeByDefaultIsRedis() {
		Runners.redis().run((context) -> {
			assertThat(context).hasSingleBean(RedisStore.class).hasSingleBean(PatternCacheManager.class);
			assertThat(context.getBeanNamesForType(CacheManager.class)).containsExactly("cacheManager");
		});
	}

	@Test
	void storeWhenBackendIsMemoryIsInThisJvm() {
		Runners.memory().run((context) -> {
			assertThat(context).hasSingleBean(SteppedStore.class).doesNotHaveBean(RedisStore.class);
			Greetings greetings = context.getBean(Greetings.class);
			assertThat(greetings.greet("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
		});
	}

	@Test
	void storeWhenBackendIsMemcachedIsMemcachedAlsoWithoutAServer() {
		Runners.redis()
			.withPropertyValues("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=localhost:1")
			.run((context) -> {
				assertThat(context.getBean(CacheStore.class).name()).isEqualTo("memcached");
				assertThat(context.getBean(Greetings.class).greet("Ann")).isEqualTo("Hello Ann");
			});
	}

	@Test
	void storeWhenApplicationHasItsOwnBacksOff() {
		CacheStore own = MemoryStore.create(1000, Clock.systemUTC(), () -> 1, (cache) -> {
		});
		Runners.redis()
			.withBean("own", CacheStore.class, () -> own)
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("any").getNativeCache())
				.isSameAs(own));
	}

	@Test
	void codecWhenApplicationHasItsOwnBacksOff() {
		Runners.memory().withBean(UpperCaseCodec.class).run((context) -> {
			assertThat(context).doesNotHaveBean(JsonCodec.class);
			Greetings greetings = context.getBean(Greetings.class);
			greetings.greet("Ann");
			assertThat(greetings.greet("Ann")).isEqualTo("HELLO ANN");
		});
	}

	@Test
	void managerWhenApplicationHasItsOwnBacksOffAndSaysSo(CapturedOutput output) {
		Runners.redis().withBean("own", ConcurrentMapCacheManager.class).run((context) -> {
			assertThat(context).doesNotHaveBean(PatternCacheManager.class);
			Greetings greetings = context.getBean(Greetings.class);
			greetings.greet("Ann");
			assertThat(greetings.write("Ann")).isEqualTo(greetings.greet("Ann"));
			assertThat(greetings.calls()).isOne();
		});
		assertThat(output).contains("cache-patterns provides no CacheManager").contains("[own]");
	}

	@Test
	void managerWhenApplicationHasACacheResolverBacksOff() {
		Runners.redis()
			.withBean("cacheResolver", CacheResolver.class, () -> (context) -> List.of())
			.withBean("own", ConcurrentMapCacheManager.class)
			.run((context) -> assertThat(context).doesNotHaveBean(PatternCacheManager.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "simple", "none", "redis" })
	void managerWhenCacheTypeIsExplicitBacksOffAndSaysSo(String type, CapturedOutput output) {
		Runners.redis()
			.withPropertyValues("spring.cache.type=" + type)
			.run((context) -> assertThat(context).doesNotHaveBean(PatternCacheManager.class)
				.hasSingleBean(CacheManager.class));
		assertThat(output).contains("spring.cache.type is '" + type + "'");
	}

	@Test
	void managerIsCustomized() {
		Runners.memory()
			.withBean("customizer", CacheManagerCustomizer.class,
					() -> (CacheManagerCustomizer<PatternCacheManager>) (manager) -> manager.getCache("customized"))
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCacheNames())
				.containsExactly("customized"));
	}

	@Test
	void backendWhenItsLibraryIsMissingStopsTheStart() {
		Runners.memory()
			.withClassLoader(new FilteredClassLoader(Caffeine.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("'cache-patterns.backend' is 'memory'")
				.hasMessageContaining("caffeine"));
	}

	@Test
	void backendWhenThereIsNoRedisConnectionStopsTheStart() {
		new org.springframework.boot.test.context.runner.ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(CachePatternsAutoConfiguration.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("'cache-patterns.backend' is 'redis'")
				.hasMessageContaining("RedisConnectionFactory"));
	}

	@Test
	void backendWhenThereAreTwoRedisConnectionsStopsTheStart() {
		Runners.redis()
			.withBean("one", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.withBean("two", RedisConnectionFactory.class, LettuceConnectionFactory::new)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("2 RedisConnectionFactory beans"));
	}

	@Test
	void threadsAreNoExecutorOfTheApplication() {
		Runners.memory()
			.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.run((context) -> assertThat(context.getBeanNamesForType(Executor.class))
				.containsExactly("applicationTaskExecutor"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			spring.cache.redis.time-to-live=1m          | cache-patterns.defaults.ttl
			spring.cache.redis.cache-null-values=false  | cache-patterns.defaults.null-ttl
			spring.cache.redis.key-prefix=app           | cache-patterns.key-prefix
			spring.cache.redis.use-key-prefix=false     | cache-patterns.key-prefix
			spring.cache.redis.enable-statistics=true   | statistics are always on
			spring.cache.caffeine.spec=maximumSize=5    | cache-patterns.memory.maximum-size
			spring.cache.cache-names[0]=one             | every name works
			spring.cache.cache-names=one                | every name works
			""")
	void settingOfSpringBootThatHasNoEffectIsReported(String property, String replacement, CapturedOutput output) {
		Runners.memory()
			.withPropertyValues(property)
			.run((context) -> assertThat(context).hasSingleBean(PatternCacheManager.class));
		assertThat(output).contains("Property '" + property.replaceAll("(\\[0])?=.*", "") + "' is ignored")
			.contains(replacement);
	}

	@Test
	void logWhenNothingIsIgnoredSaysNothing(CapturedOutput output) {
		Runners.memory().run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("ignored").doesNotContain("provides no CacheManager");
	}

	/**
	 * A codec of the application's.
	 */
	static final class UpperCaseCodec implements ValueCodec {

		@Override
		public byte id() {
			return 16;
		}

		@Override
		public byte[] encode(Object value, Type type) {
			return value.toString().toUpperCase(java.util.Locale.ROOT).getBytes();
		}

		@Override
		public Object decode(ByteBuffer bytes, Type type) {
			return StandardCharsets.UTF_8.decode(bytes).toString();
		}

	}

}
