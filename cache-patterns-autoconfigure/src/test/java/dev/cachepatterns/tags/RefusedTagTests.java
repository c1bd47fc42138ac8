package dev.cachepatterns.tags;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.CacheTags;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Annotations that make no sense stop the start.
 */
class RefusedTagTests {

	private static void refused(Class<?> bean, String message) {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("cache-patterns.backend=memory")
			.withBean(bean)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
	}

	@Test
	void tagOfTheResult() {
		refused(OfTheResult.class,
				"has @CacheTags with '#result.length', but tags have to be known before the load: use the arguments");
	}

	@Test
	void noExpression() {
		refused(NoExpression.class, "has @CacheTags with 'author:', which is no expression");
	}

	@Test
	void nothingToTag() {
		refused(Evicting.class, "has @CacheTags, and stores no value that could have them. Use @EvictTags");
	}

	/**
	 * The application.
	 */
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * A tag that is known too late.
	 */
	static class OfTheResult {

		@Cacheable("texts")
		@CacheTags("#result.length")
		public String read(long id) {
			return "text";
		}

	}

	/**
	 * A tag that is meant as it is written.
	 */
	static class NoExpression {

		@Cacheable("texts")
		@CacheTags("author:")
		public String read(long id) {
			return "text";
		}

	}

	/**
	 * A tag for nothing.
	 */
	static class Evicting {

		@CacheEvict("texts")
		@CacheTags("'texts'")
		public void evict(long id) {
		}

	}

}
