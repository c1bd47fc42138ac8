package dev.cachepatterns.autoconfigure.session;

import dev.cachepatterns.autoconfigure.CachePatternsConfigurationException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;

/**
 * Stops the start where sessions are switched on and Spring Session is not there: users
 * would be logged out by the next deployment, unnoticed until then.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty("cache-patterns.session.enabled")
@ConditionalOnMissingClass("org.springframework.boot.session.autoconfigure.SessionTimeout")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class MissingSessionAutoConfiguration {

	MissingSessionAutoConfiguration() {
		throw new CachePatternsConfigurationException(
				"Property 'cache-patterns.session.enabled' is 'true', but Spring Session is missing.",
				"Add the dependency org.springframework.boot:spring-boot-session, or, for Redis or a database, spring-boot-session-data-redis or spring-boot-session-jdbc.");
	}

}
