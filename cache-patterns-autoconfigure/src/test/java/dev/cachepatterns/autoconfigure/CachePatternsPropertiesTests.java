package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.cachepatterns.ttl.Lifetime;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link CachePatternsProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CachePatternsPropertiesTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Test
	void ttlByDefaultIsAnHourAndOfNullAMinute() {
		CachePatternsProperties properties = bind(Map.of());
		assertThat(properties.ttl("any").lifetime("value").ttl()).isEqualTo(HOUR);
		assertThat(properties.ttl("any").lifetime(null).ttl()).isEqualTo(MINUTE);
	}

	@Test
	void ttlOfACacheIsItsOwn() {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.caches.places.ttl", "10m",
				"cache-patterns.caches.places.null-ttl", "0", "cache-patterns.defaults.ttl", "2h"));
		assertThat(properties.ttl("places").lifetime("value").ttl()).isEqualTo(Duration.ofMinutes(10));
		assertThat(properties.ttl("places").lifetime(null).ttl()).isZero();
		assertThat(properties.ttl("other").lifetime("value").ttl()).isEqualTo(Duration.ofHours(2));
		assertThat(properties.ttl("other").lifetime(null).ttl()).isEqualTo(MINUTE);
	}

	@Test
	void nullTtlByDefaultIsNoLongerThanTheTtl() {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.caches.short.ttl", "5s",
				"cache-patterns.caches.set.ttl", "5s", "cache-patterns.caches.set.null-ttl", "10s"));
		assertThat(properties.ttl("short").lifetime(null).ttl()).isEqualTo(Duration.ofSeconds(5));
		assertThat(properties.ttl("set").lifetime(null).ttl()).isEqualTo(Duration.ofSeconds(10));
	}

	@Test
	void jitterOfACacheIsItsOwn() {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.defaults.ttl-jitter", "100%",
				"cache-patterns.caches.places.ttl-jitter", "0", "cache-patterns.caches.hot.ttl-jitter", "30s"));
		assertThat(properties.ttl("places").lifetime("value").ttl()).isEqualTo(HOUR);
		assertThat(properties.ttl("hot").lifetime("value").ttl()).isBetween(HOUR.minusSeconds(30), HOUR);
		assertThat(IntStream.range(0, 50).mapToObj((i) -> properties.ttl("other").lifetime("value").ttl()))
			.anyMatch((ttl) -> ttl.compareTo(Duration.ofMinutes(30)) < 0);
	}

	@Test
	void windowsOfACacheAreItsOwn() {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.defaults.stale-while-revalidate", "5m",
				"cache-patterns.defaults.stale-if-error", "1d", "cache-patterns.defaults.time-to-idle", "30m",
				"cache-patterns.caches.places.stale-if-error", "0", "cache-patterns.caches.places.time-to-idle", "20m",
				"cache-patterns.caches.places.refresh-ahead", "80%", "cache-patterns.caches.short.ttl", "10m"));
		assertThat(properties.ttl("any").lifetime("value"))
			.isEqualTo(new Lifetime(HOUR, Duration.ofMinutes(5), Duration.ofDays(1), Duration.ofMinutes(30), 1));
		assertThat(properties.ttl("places").lifetime("value"))
			.isEqualTo(new Lifetime(HOUR, Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(20), 0.8));
		assertThat(properties.ttl("short").lifetime("value").timeToIdle()).isZero();
		assertThat(properties.ttl("any").lifetime(null)).isEqualTo(Lifetime.of(MINUTE));
	}

	@Test
	void writeThroughCacheHasALongTtlOfItsOwn() {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.caches.places.write-through", "true",
				"cache-patterns.caches.hot.write-through", "true", "cache-patterns.caches.hot.ttl", "10m"));
		assertThat(properties.ttl("places").lifetime("value").ttl()).isEqualTo(Duration.ofDays(1));
		assertThat(properties.ttl("hot").lifetime("value").ttl()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void springsKeysAreEvictedOnlyOnRequest() {
		assertThat(bind(Map.of()).redis().evictSpringKeys()).isFalse();
		assertThat(bind(Map.of("cache-patterns.redis.evict-spring-keys", "true")).redis().evictSpringKeys()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "my_cache,my_cache", "userProfiles,userProfiles", "[a:b],a:b", "user-profiles,user-profiles",
			"[my cache],my cache" })
	void ttlIsFoundByTheNameOfTheCache(String property, String cache) {
		CachePatternsProperties properties = bind(Map.of("cache-patterns.caches." + property + ".ttl", "7s"));
		assertThat(properties.ttl(cache).lifetime("value").ttl()).isEqualTo(Duration.ofSeconds(7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "defaults.stale-while-revalidate=-1s", "defaults.stale-if-error=-1s",
			"defaults.time-to-idle=1h", "caches.places.time-to-idle=2h", "defaults.refresh-ahead=0%",
			"caches.places.refresh-ahead=101%", "defaults.refresh-ahead=soon", "refresh.threads=0", "refresh.retry=-1s",
			"defaults.ttl=0s", "defaults.ttl=-1s", "defaults.null-ttl=-1s", "caches.places.ttl=0s",
			"caches.places.null-ttl=-1s", "defaults.ttl-jitter=101%", "defaults.ttl-jitter=much",
			"defaults.ttl-jitter=1h", "caches.places.ttl-jitter=-1s", "resilience.max-concurrent-loads=0",
			"resilience.load-wait=-1s", "resilience.load-wait=2m", "key-prefix=a b", "key-prefix={a}",
			"memory.maximum-size=0B", "memcached.servers=localhost", "resilience.timeout=0ms", "resilience.timeout=11s",
			"redis.sweep=500ms", "redis.sweep=-1s", "redis.sweep=2d", "consistency.replica-lag=-1s",
			"consistency.replica-lag=2h", "consistency.journal-bound=49ms", "consistency.journal-bound=11s",
			"consistency.journal-writes=all", "defaults.soft-load-timeout=1s", "caches.places.soft-load-timeout=1s",
			"defaults.load-timeout=-1s", "caches.places.load-timeout=-1s" })
	void valueThatMakesNoSenseIsRefusedByName(String setting) {
		String name = "cache-patterns." + setting.substring(0, setting.indexOf('='));
		assertThatException().isThrownBy(() -> bind(Map.of(name, setting.substring(setting.indexOf('=') + 1))))
			.havingRootCause()
			.isInstanceOf(CachePatternsConfigurationException.class)
			.withMessageContaining("'" + name + "'");
	}

	@Test
	void hardTimeoutOfALoadIsNoShorterThanTheSoftOne() {
		Map<String, String> settings = Map.of("cache-patterns.defaults.stale-if-error", "1h",
				"cache-patterns.defaults.soft-load-timeout", "1s", "cache-patterns.caches.places.load-timeout",
				"500ms");
		assertThatException().isThrownBy(() -> bind(settings))
			.havingRootCause()
			.withMessage(
					"Property 'cache-patterns.caches.places.load-timeout' is '500ms', but the soft timeout is 1s.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					cache-patterns.caches.places.ttl=-5s | Property 'cache-patterns.caches.places.ttl' is '-5s' | Use a duration
					cache-patterns.backend=foo           | Value: "foo"                                            | REDIS
					cache-patterns.defaults.tll=5s       | Property 'cache-patterns.defaults.tll' with the value '5s' | cache-patterns.defaults.ttl
					cache-patterns.key-prefix={app}      | 'cache-patterns.key-prefix' is '{app}'                   | Use letters
					""")
	void applicationThatCannotStartSaysWhyAndWhatToDo(String property, String description, String action,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> SpringApplication.run(Application.class, "--" + property,
				"--spring.main.web-application-type=none"));
		assertThat(output.toString().replaceAll("\\s+", " ")).contains("APPLICATION FAILED TO START")
			.contains(description)
			.contains("Action: ")
			.contains(action);
	}

	@Test
	void metadataDescribesEveryProperty() {
		JsonNode metadata = JsonMapper.shared()
			.readTree(getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json"));
		assertThat(metadata.get("properties").valueStream()).extracting((property) -> property.get("name").asString())
			.contains("cache-patterns.backend", "cache-patterns.key-prefix", "cache-patterns.defaults.ttl",
					"cache-patterns.defaults.null-ttl", "cache-patterns.defaults.ttl-jitter", "cache-patterns.caches",
					"cache-patterns.resilience.max-concurrent-loads", "cache-patterns.resilience.load-wait",
					"cache-patterns.memory.maximum-size", "cache-patterns.memcached.servers",
					"cache-patterns.resilience.timeout", "cache-patterns.resilience.on-failure",
					"cache-patterns.redis.sweep", "cache-patterns.redis.evict-spring-keys",
					"cache-patterns.consistency.on-unreachable", "cache-patterns.consistency.journal",
					"cache-patterns.consistency.journal-bound", "cache-patterns.consistency.journal-writes",
					"cache-patterns.consistency.jdbc.data-source", "cache-patterns.consistency.jdbc.initialize-schema");
		assertThat(metadata.get("properties").valueStream()).allSatisfy(
				(property) -> assertThat(property.path("description").asString()).as(property.get("name").asString())
					.isNotBlank());
	}

	private static CachePatternsProperties bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("cache-patterns",
				Bindable.of(CachePatternsProperties.class));
	}

	/**
	 * An application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
