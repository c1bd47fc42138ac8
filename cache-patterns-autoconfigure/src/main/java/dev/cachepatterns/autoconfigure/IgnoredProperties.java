package dev.cachepatterns.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Names the settings of Spring Boot's own caches that have no effect here, and what to
 * use.
 */
final class IgnoredProperties {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private static final String PREFIX = "spring.cache.redis.key-prefix";

	private static final String USE_PREFIX = "spring.cache.redis.use-key-prefix";

	private static final String EVICT = "cache-patterns.redis.evict-spring-keys";

	private static final Map<String, String> REPLACEMENTS = new LinkedHashMap<>();

	static {
		REPLACEMENTS.put("spring.cache.redis.time-to-live", "use cache-patterns.defaults.ttl");
		REPLACEMENTS.put("spring.cache.redis.cache-null-values", "use cache-patterns.defaults.null-ttl, 0 for none");
		REPLACEMENTS.put(PREFIX, "use cache-patterns.key-prefix");
		REPLACEMENTS.put(USE_PREFIX, "use cache-patterns.key-prefix");
		REPLACEMENTS.put("spring.cache.redis.enable-statistics", "statistics are always on");
		REPLACEMENTS.put("spring.cache.caffeine.spec", "use cache-patterns.memory.maximum-size");
		REPLACEMENTS.put("spring.cache.cache-names", "every name works without declaring it");
	}

	private IgnoredProperties() {
	}

	static void report(Environment environment) {
		boolean prefixed = environment.getProperty(EVICT, Boolean.class, false);
		REPLACEMENTS.forEach((property, replacement) -> {
			if (!(prefixed && property.equals(PREFIX))
					&& (environment.containsProperty(property) || environment.containsProperty(property + "[0]"))) {
				logger.warn("Property '%s' is ignored, because caches are those of cache-patterns: %s"
					.formatted(property, replacement));
			}
		});
	}

	/**
	 * What is before the name of the cache in the keys of Spring Boot's own caches.
	 * @throws CachePatternsConfigurationException if not even that name is
	 */
	static String springPrefix(Environment environment) {
		if (!environment.getProperty(USE_PREFIX, Boolean.class, true)) {
			throw new CachePatternsConfigurationException(
					"Property '%s' cannot be true while '%s' is false: Spring's keys do not name their cache."
						.formatted(EVICT, USE_PREFIX),
					"Let Spring's caches have a prefix before the migration, or leave '%s' out and stop all instances "
						.formatted(EVICT) + "with Spring's caches before the first with cache-patterns starts.");
		}
		return environment.getProperty(PREFIX, "");
	}

}
