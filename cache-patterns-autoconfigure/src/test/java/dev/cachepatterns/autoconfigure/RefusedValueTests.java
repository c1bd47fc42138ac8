package dev.cachepatterns.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Settings with which an application does not start, and what a person reads then.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusedValueTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			defaults.ttl=0           | 0ms     | 10m
			defaults.ttl=-1m         | -1m | 10m
			defaults.null-ttl=-3s    | -3s | 0 for none
			defaults.ttl-jitter=101% | 101%    | a part such as 10%
			defaults.ttl-jitter=2h   | 2h      | Use a shorter time
			caches.a.ttl-jitter=much | much    | 10% or 30s
			caches.a_b.ttl=0s        | 0ms     | 10m
			caches.[a/b].ttl=0s      | 0ms     | 10m
			caches.a.null-ttl=-1s    | -1s | 0 for none
			consistency.lease-timeout=10ms | 10ms | longer than a load
			consistency.lease-timeout=2h | 2h | longer than a load
			consistency.intent-timeout=0 | 0ms | a commit takes
			consistency.wait-budget=-1s | -1s | 0 not to wait
			consistency.wait-budget=2m | 2m | 0 not to wait
			memory.maximum-size=0    | 0B      | 64MB
			memory.maximum-size=-1KB | -1024B  | 64MB
			key-prefix=a b           | a b     | letters, digits
			key-prefix={a}           | {a}     | letters, digits
			""")
	void valueIsRefusedWithItsNameAndARemedy(String setting, String value, String remedy) {
		String property = "cache-patterns." + setting.substring(0, setting.indexOf('='));
		Runners.memory()
			.withPropertyValues("cache-patterns." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(CachePatternsConfigurationException.class, (failure) -> {
					assertThat(failure.getMessage().replace("a_b", "ab").replace("[a/b]", "a/b"))
						.startsWith("Property '" + property.replace("a_b", "ab").replace("[a/b]", "a/b") + "' is '"
								+ value + "', but ");
					assertThat(failure.action()).contains(remedy);
				}));
	}

	@Test
	void valueFromTheProcessEnvironmentIsRefusedToo() {
		Runners.memory()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("CACHEPATTERNS_DEFAULTS_NULLTTL", "-3s"))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'cache-patterns.defaults.null-ttl' is '-3s'"));
	}

	@Test
	void unknownNamesAreToldApartWithTheirOriginAndTheKnownOnes(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Application.class, "--cache-patterns.caches.places.tll=5s",
				"--cache-patterns.memory.max=1MB", "--cache-patterns.backend=memory"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property 'cache-patterns.caches.places.tll' with the value '5s' does not exist.")
			.contains("Property 'cache-patterns.memory.max' with the value '1MB' does not exist.")
			.contains("commandLineArgs")
			.contains("    cache-patterns.caches.<name>.null-ttl\n")
			.contains("    cache-patterns.memory.maximum-size\n");
	}

	@Test
	void unknownNameOfAnotherPrefixIsNotOurs() {
		assertThat(new UnknownPropertyAnalyzer().analyze(unbound("application.wrong"))).isNull();
		assertThat(new UnknownPropertyAnalyzer().analyze(unbound("cache-patterns.wrong"))).isNotNull();
	}

	@Test
	void missingLibraryIsExplained(CapturedOutput output) {
		assertThatException().isThrownBy(() -> withoutCaffeine());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"Property 'cache-patterns.backend' is 'memory', which needs com.github.ben-manes.caffeine:caffeine")
			.contains("Depend on cache-patterns-starter");
	}

	@Test
	void settingThatIsIgnoredIsReportedFromTheProcessEnvironmentToo(CapturedOutput output) {
		Runners.memory()
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("SPRING_CACHE_REDIS_TIMETOLIVE", "1m"))))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("yaml", Map.of("spring.cache.redis.keyPrefix", "app"))))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("Property 'spring.cache.redis.time-to-live' is ignored")
			.contains("Property 'spring.cache.redis.key-prefix' is ignored");
	}

	private static void withoutCaffeine() {
		SpringApplication application = new SpringApplication(
				new DefaultResourceLoader(new FilteredClassLoader("com.github.benmanes")), Application.class);
		application.run("--cache-patterns.backend=memory", "--spring.main.web-application-type=none");
	}

	private static Throwable unbound(String property) {
		return new UnboundConfigurationPropertiesException(
				Set.of(new ConfigurationProperty(ConfigurationPropertyName.of(property), "5s", null)));
	}

	private static void start(Class<?> application, String... arguments) {
		String[] all = Arrays.copyOf(arguments, arguments.length + 1);
		all[arguments.length] = "--spring.main.web-application-type=none";
		SpringApplication.run(application, all);
	}

	/**
	 * An application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
