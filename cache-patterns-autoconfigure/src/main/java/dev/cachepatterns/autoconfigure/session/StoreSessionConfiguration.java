package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;
import java.time.Clock;

import dev.cachepatterns.autoconfigure.Backend;
import dev.cachepatterns.autoconfigure.CachePatternsConfigurationException;
import dev.cachepatterns.autoconfigure.CachePatternsProperties;
import dev.cachepatterns.autoconfigure.MemcachedClientBuilderCustomizer;
import dev.cachepatterns.autoconfigure.MemcachedClients;
import dev.cachepatterns.autoconfigure.MemcachedConnectionDetails;
import dev.cachepatterns.autoconfigure.PropertiesMemcachedConnectionDetails;
import dev.cachepatterns.autoconfigure.SessionBreakers;
import dev.cachepatterns.memcached.MemcachedCasStore;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.resilience.CircuitBreakerCasStore;
import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.CasSessionRepository;
import dev.cachepatterns.session.Collaborators;
import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.MemoryCasStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.SpringHttpSessionConfiguration;

/**
 * Sessions on Memcached, or in memory for development, on a client of their own.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SessionPlace.OnStore.class)
@ConditionalOnMissingBean(SessionRepository.class)
@Import(SpringHttpSessionConfiguration.class)
class StoreSessionConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CasStore cachePatternsSessionStore(CachePatternsProperties properties,
			ObjectProvider<MemcachedConnectionDetails> details,
			ObjectProvider<MemcachedClientBuilderCustomizer> customizers) throws IOException {
		Clock clock = Clock.systemUTC();
		Backend own = properties.session().backend();
		if (((own != null) ? own : properties.backend()) == Backend.MEMORY) {
			return new MemoryCasStore(properties.memory().maximumSize().toBytes(), MemcachedCasStore.DEFAULT_LIMIT,
					clock);
		}
		MemcachedClients clients = MemcachedClients.build(
				details.getIfAvailable(() -> new PropertiesMemcachedConnectionDetails(properties.memcached())),
				properties.resilience().timeout(), customizers.orderedStream());
		return new MemcachedCasStore(clients.client(), clients.locator(), MemcachedCasStore.DEFAULT_LIMIT, clock);
	}

	/**
	 * For a store of the application's too.
	 */
	@Bean
	CallBreakers cachePatternsSessionBreakers(CasStore store, ApplicationContext context) {
		return SessionBreakers.of(context, Backend.MEMCACHED, CircuitBreakerCasStore.target(store));
	}

	@Bean
	CasSessionRepository sessionRepository(Sessions sessions, AttributeCodec codec, CachePatternsProperties properties,
			ObjectProvider<SessionTimeout> timeout) {
		SessionSettings settings = SessionConfiguration.settings(properties, timeout,
				properties.keyPrefix().isEmpty() ? "session" : properties.keyPrefix() + ":session");
		try {
			return new CasSessionRepository(sessions.store(), codec, settings, sessions.collaborators());
		}
		catch (IllegalArgumentException ex) {
			throw new CachePatternsConfigurationException(
					"Property 'cache-patterns.key-prefix' is '%s', under which no sessions can be kept: %s.".formatted(
							properties.keyPrefix(), ex.getMessage()),
					"Use a shorter prefix, of ASCII characters.");
		}
	}

	@Bean
	Sessions cachePatternsSessions(CasStore store, CallBreakers breakers, ApplicationEventPublisher events,
			SessionStats stats) {
		return new Sessions(new CircuitBreakerCasStore(store, breakers),
				Collaborators.of(events, stats, Clock.systemUTC()));
	}

	/**
	 * What the repository works with.
	 *
	 * @param store the store, behind its circuit breakers
	 * @param collaborators the rest
	 */
	record Sessions(CasStore store, Collaborators collaborators) {
	}

}
