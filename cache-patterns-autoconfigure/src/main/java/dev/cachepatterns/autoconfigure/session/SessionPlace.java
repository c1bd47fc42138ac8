package dev.cachepatterns.autoconfigure.session;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.Backend;
import dev.cachepatterns.autoconfigure.HttpSessionProperties;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Which repository keeps the sessions.
 */
enum SessionPlace {

	/**
	 * One of ours, on a store that compares and sets.
	 */
	STORE,

	/**
	 * Spring Session's on Redis, within one of ours.
	 */
	REDIS,

	/**
	 * Spring Session's on a database, behind a cache.
	 */
	DATABASE;

	/**
	 * Which one the settings ask for.
	 * @return {@code null} where sessions are not switched on
	 */
	static @Nullable SessionPlace of(Environment environment) {
		Binder binder = Binder.get(environment);
		if (!binder.bind("cache-patterns.session.enabled", Boolean.class).orElse(false)) {
			return null;
		}
		if (binder.bind("cache-patterns.session.durability", HttpSessionProperties.Durability.class)
			.orElse(HttpSessionProperties.Durability.CACHE) == HttpSessionProperties.Durability.JDBC) {
			return DATABASE;
		}
		Backend caches = binder.bind("cache-patterns.backend", Backend.class).orElse(Backend.REDIS);
		Backend sessions = binder.bind("cache-patterns.session.backend", Backend.class).orElse(caches);
		return (sessions == Backend.REDIS) ? REDIS : STORE;
	}

	/**
	 * That of {@link #STORE}.
	 */
	static final class OnStore extends OnPlace {

		OnStore() {
			super(STORE);
		}

	}

	/**
	 * That of {@link #REDIS}.
	 */
	static final class OnRedis extends OnPlace {

		OnRedis() {
			super(REDIS);
		}

	}

	/**
	 * That of {@link #DATABASE}.
	 */
	static final class OnDatabase extends OnPlace {

		OnDatabase() {
			super(DATABASE);
		}

	}

	/**
	 * Whether sessions are kept in a place.
	 */
	private abstract static class OnPlace extends SpringBootCondition {

		private final SessionPlace place;

		OnPlace(SessionPlace place) {
			this.place = place;
		}

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			SessionPlace found = of(context.getEnvironment());
			String kept = (found != null) ? "in " + found.name().toLowerCase(Locale.ROOT) : "where they were";
			return new ConditionOutcome(found == this.place, "HTTP sessions are kept " + kept);
		}

	}

}
