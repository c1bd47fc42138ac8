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

	private static final Map<String, String> REPLACEMENTS = new LinkedHashMap<>();

	static {
		REPLACEMENTS.put("spring.cache.redis.time-to-live", "use cache-patterns.defaults.ttl");
		REPLACEMENTS.put("spring.cache.redis.cache-null-values", "use cache-patterns.defaults.null-ttl, 0 for none");
		REPLACEMENTS.put("spring.cache.redis.key-prefix", "use cache-patterns.key-prefix");
		REPLACEMENTS.put("spring.cache.redis.use-key-prefix", "use cache-patterns.key-prefix");
		REPLACEMENTS.put("spring.cache.redis.enable-statistics", "statistics are always on");
		REPLACEMENTS.put("spring.cache.caffeine.spec", "use cache-patterns.memory.maximum-size");
		REPLACEMENTS.put("spring.cache.cache-names", "every name works without declaring it");
	}

	private IgnoredProperties() {
	}

	static void report(Environment environment) {
		REPLACEMENTS.forEach((property, replacement) -> {
			if (environment.containsProperty(property) || environment.containsProperty(property + "[0]")) {
				logger.warn("Property '%s' is ignored, because caches are those of cache-patterns: %s"
					.formatted(property, replacement));
			}
		});
	}

}
