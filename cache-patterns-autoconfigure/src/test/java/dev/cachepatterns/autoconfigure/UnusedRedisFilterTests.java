package dev.cachepatterns.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnusedRedisFilter} in applications that have all that the starter
 * brings.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnusedRedisFilterTests {

	private static final String SESSIONS = "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration";

	private static final String LEFT_OUT = "Spring Boot's Redis is left out, as 'cache-patterns.backend' is ";

	@ParameterizedTest
	@ValueSource(strings = { "memory", "MEMCACHED" })
	void redisWhenCachesAreElsewhereIsLeftOutAndTheLogSaysHowToGetItBack(String backend, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--cache-patterns.backend=" + backend)) {
			assertThat(context.getBeanNamesForType(RedisConnectionFactory.class)).isEmpty();
			assertThat(context.getBeanDefinitionNames()).doesNotContain("redisTemplate", "stringRedisTemplate",
					"redisHealthContributor");
		}
		assertThat(output).contains(LEFT_OUT + "'" + backend.toLowerCase() + "'").contains("'spring.data.redis.host'");
		assertThat(StringUtils.countOccurrencesOf(output.getAll(), LEFT_OUT)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.data.redis.host=localhost", "spring.data.redis.lettuce.pool.max-active=3",
			"spring.data.redis.username=${set.later}" })
	void redisWhenItIsSetUpIsThere(String property, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--cache-patterns.backend=memory", "--set.later=any",
				"--" + property)) {
			assertThat(context.getBeanDefinitionNames()).contains("redisConnectionFactory", "redisTemplate",
					"redisHealthContributor");
		}
		assertThat(output).doesNotContain(LEFT_OUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache-patterns.backend=Redis", "cache-patterns.key-prefix=any" })
	void redisWhenItHasTheCachesIsThere(String property, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--" + property)) {
			assertThat(context.getBeanDefinitionNames()).contains("redisConnectionFactory", "redisHealthContributor");
		}
		assertThat(output).doesNotContain(LEFT_OUT);
	}

	@Test
	void redisWhenItIsSetUpByTheProcessEnvironmentIsThere() {
		assertThat(namesWith(Map.of("CACHE_PATTERNS_BACKEND", "memory", "SPRING_DATA_REDIS_PORT", "6380")))
			.contains("redisConnectionFactory");
		assertThat(namesWith(Map.of("CACHEPATTERNS_BACKEND", "memory"))).doesNotContain("redisConnectionFactory");
	}

	@Test
	void redisWhenSessionsAreInItOrATestAsksForItIsThere() {
		UnusedRedisFilter filter = new UnusedRedisFilter();
		filter.setEnvironment(new MockEnvironment().withProperty("cache-patterns.backend", "memory"));
		String redis = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration";
		String ours = CachePatternsAutoConfiguration.class.getName();
		assertThat(filter.match(new String[] { redis, ours, SESSIONS }, null)).containsOnly(true);
		assertThat(filter.match(new String[] { redis, ours, null }, null)).containsExactly(false, true, true);
		assertThat(filter.match(new String[] { redis, null }, null)).containsOnly(true);
	}

	@Test
	void redisWhenOnlyItsModuleForSessionsIsThereIsLeftOut() {
		assertThat(namesWithSessions("cache-patterns.backend=memcached")).doesNotContain("redisConnectionFactory");
		assertThat(namesWithSessions("cache-patterns.backend=memory", "cache-patterns.session.durability=jdbc"))
			.doesNotContain("redisConnectionFactory");
		assertThat(namesWithSessions("cache-patterns.backend=memory", "cache-patterns.session.backend=redis"))
			.contains("redisConnectionFactory");
	}

	private static String[] namesWithSessions(String... settings) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class).properties(
				"spring.main.web-application-type=none", "cache-patterns.memcached.servers=localhost:1",
				"cache-patterns.session.enabled=true");
		try (ConfigurableApplicationContext context = application.properties(settings).run()) {
			return context.getBeanDefinitionNames();
		}
	}

	private static String[] namesWith(Map<String, Object> variables) {
		SpringApplicationBuilder application = application().initializers((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
		try (ConfigurableApplicationContext context = application.run()) {
			return context.getBeanDefinitionNames();
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return application().run(arguments);
	}

	/**
	 * An application without Spring Session's Redis, which is on the class path of tests.
	 */
	private static SpringApplicationBuilder application() {
		return new SpringApplicationBuilder(Application.class).properties("spring.main.web-application-type=none",
				"cache-patterns.memcached.servers=localhost:1", "spring.autoconfigure.exclude=" + SESSIONS);
	}

	/**
	 * An application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
