package dev.cachepatterns.autoconfigure.session;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.CachePatternsConfigurationException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What has to be on the class path for sessions in some place.
 */
final class SessionModules {

	private static final String BOOT = "org.springframework.boot.session.";

	private SessionModules() {
	}

	/**
	 * Stops the start if something is missing.
	 */
	static void check(Environment environment, @Nullable ClassLoader loader) {
		SessionPlace place = SessionPlace.of(environment);
		if (place == SessionPlace.REDIS) {
			check("data.redis.autoconfigure.SessionDataRedisAutoConfiguration", "spring-boot-session-data-redis",
					"the sessions' backend is Redis", loader);
		}
		else if (place == SessionPlace.DATABASE) {
			check("jdbc.autoconfigure.JdbcSessionAutoConfiguration", "spring-boot-session-jdbc",
					"'cache-patterns.session.durability' is 'jdbc'", loader);
		}
	}

	private static void check(String type, String module, String reason, @Nullable ClassLoader loader) {
		if (!ClassUtils.isPresent(BOOT + type, loader)) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.session.enabled' is 'true', and %s, but Spring Boot's module for that is missing."
						.formatted(reason),
					"Add the dependency org.springframework.boot:%s, whose version Spring Boot manages."
						.formatted(module));
		}
	}

}
