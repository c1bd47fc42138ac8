package dev.cachepatterns.lifetime;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.LoadTimeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotations that make no sense stop the start.
 */
class RefusedLoadTimeoutTests {

	private static void refused(Class<?> bean, String message) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("cache-patterns.backend=memory")
			.withBean(bean)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
	}

	@Test
	void noDuration() {
		refused(NoDuration.class,
				"has @LoadTimeout with 'a while', which is no time to wait. Use a duration such as 2s");
	}

	@Test
	void negative() {
		refused(Negative.class, "has @LoadTimeout with '-1s', which is no time to wait");
	}

	@Test
	void softLongerThanHard() {
		refused(SoftLongerThanHard.class, "has @LoadTimeout with a soft time of '3s', which is longer than '2s'");
	}

	/**
	 * The application.
	 */
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * A text.
	 */
	static class NoDuration {

		@Cacheable("texts")
		@LoadTimeout("a while")
		public String read(long id) {
			return "text";
		}

	}

	/**
	 * A time before now, on a class.
	 */
	@LoadTimeout(soft = "-1s")
	static class Negative {

		@Cacheable("texts")
		public String read(long id) {
			return "text";
		}

	}

	/**
	 * Two times that contradict each other.
	 */
	static class SoftLongerThanHard {

		@Cacheable("texts")
		@LoadTimeout(value = "2s", soft = "3s")
		public String read(long id) {
			return "text";
		}

	}

}
