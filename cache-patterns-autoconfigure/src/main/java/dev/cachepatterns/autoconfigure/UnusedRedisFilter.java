package dev.cachepatterns.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves out Spring Boot's Redis, which the starter brings, where caches are elsewhere
 * and the application says nothing about Redis: no connection, no templates, and no
 * health that is down for want of a server that nobody needs.
 * <p>
 * An application with Spring Boot's module for sessions in Redis keeps it. One that needs
 * Redis for something else has to set one property below {@code spring.data.redis}, also
 * if its address comes from a container or another bean; the log says so.
 */
final class UnusedRedisFilter implements AutoConfigurationImportFilter, EnvironmentAware {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private static final String REDIS = "org.springframework.boot.data.redis.";

	private static final String SESSIONS = "org.springframework.boot.session.data.redis.";

	private @Nullable String backend;

	private boolean reported;

	@Override
	public void setEnvironment(Environment environment) {
		// Values are not looked at, so that their placeholders need not resolve yet
		Binder binder = new Binder(ConfigurationPropertySources.get(environment), PlaceholdersResolver.NONE);
		boolean configured = binder.bind("spring.data.redis", Bindable.mapOf(String.class, Object.class)).isBound();
		String backend = environment.getProperty("cache-patterns.backend", "redis");
		this.backend = (configured || backend.equalsIgnoreCase("redis")) ? null : backend.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses, AutoConfigurationMetadata metadata) {
		List<@Nullable String> all = Arrays.asList(autoConfigurationClasses);
		// Without ours among them, somebody has asked for these and no others
		boolean needed = this.backend == null || !all.contains(CachePatternsAutoConfiguration.class.getName())
				|| all.stream().anyMatch((name) -> name != null && name.startsWith(SESSIONS));
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = needed || name == null || !name.startsWith(REDIS);
			if (!matches[i]) {
				report();
			}
		}
		return matches;
	}

	private void report() {
		if (!this.reported) {
			this.reported = true;
			logger.info("Spring Boot's Redis is left out, as 'cache-patterns.backend' is '%s' and nothing is set below "
				.formatted(this.backend)
					+ "'spring.data.redis'. To have it, set for example 'spring.data.redis.host'.");
		}
	}

}
