package dev.cachepatterns.autoconfigure.session;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Leaves out those of Spring Boot's repositories of sessions that are not asked for where
 * ours are switched on: which of several modules Spring Boot takes is not for the class
 * path to say then. Elsewhere all is as Spring Boot has it.
 * <p>
 * Comes before the filter that leaves out a Redis which nobody uses: sessions that are
 * left out here do not use it.
 */
@Order(0)
final class OtherSessionsFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final String REDIS = "org.springframework.boot.session.data.redis.";

	private static final String JDBC = "org.springframework.boot.session.jdbc.";

	private @Nullable SessionPlace place;

	@Override
	public void setEnvironment(Environment environment) {
		this.place = SessionPlace.of(environment);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = name == null || this.place == null
					|| ((!name.startsWith(REDIS) || this.place == SessionPlace.REDIS)
							&& (!name.startsWith(JDBC) || this.place == SessionPlace.DATABASE));
		}
		return matches;
	}

}
