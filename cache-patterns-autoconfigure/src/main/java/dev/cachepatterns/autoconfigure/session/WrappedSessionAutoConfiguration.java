package dev.cachepatterns.autoconfigure.session;

import java.time.Clock;

import dev.cachepatterns.autoconfigure.Backend;
import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.CachePatternsConfigurationException;
import dev.cachepatterns.autoconfigure.CachePatternsProperties;
import dev.cachepatterns.autoconfigure.SessionBreakers;
import dev.cachepatterns.autoconfigure.session.DatabaseSessionConfiguration.Ids;
import dev.cachepatterns.cache.PatternCacheManager;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.Collaborators;
import dev.cachepatterns.session.DurableSessionRepository;
import dev.cachepatterns.session.FrugalIndexedSessionRepository;
import dev.cachepatterns.session.FrugalSessionRepository;
import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.session.SessionTable;
import dev.cachepatterns.session.redis.GuardedIndexedSessionRepository;
import dev.cachepatterns.session.redis.GuardedSession;
import dev.cachepatterns.session.redis.GuardedSessionRepository;
import dev.cachepatterns.session.redis.RedisCalls;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/**
 * Auto-configuration of the repositories around those that Spring Boot makes: on Redis,
 * and in a database behind a cache.
 */
@AutoConfiguration(after = { CachePatternsAutoConfiguration.class, CachePatternsSessionAutoConfiguration.class },
		afterName = { "org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration",
				"org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration" })
@ConditionalOnBooleanProperty("cache-patterns.session.enabled")
@ConditionalOnBean(SessionStats.class)
public final class WrappedSessionAutoConfiguration {

	/**
	 * On Redis.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(SessionPlace.OnRedis.class)
	@ConditionalOnClass({ RedisSessionRepository.class, SessionDataRedisProperties.class })
	static class RedisSettings {

		@Bean
		Redis cachePatternsRedisSessions(CachePatternsProperties properties, ObjectProvider<SessionTimeout> timeout,
				ObjectProvider<SessionDataRedisProperties> boot, SessionStats stats) {
			String namespace = boot.getIfAvailable(SessionDataRedisProperties::new).getNamespace();
			return new Redis(SessionConfiguration.settings(properties, timeout, namespace), stats);
		}

		@Bean
		SessionRepositoryCustomizer<RedisSessionRepository> cachePatternsRedisSessionCustomizer(Redis redis) {
			return GuardedSessionRepository.customizer(redis.settings(), redis.stats());
		}

		@Bean
		SessionRepositoryCustomizer<RedisIndexedSessionRepository> cachePatternsIndexedSessionCustomizer(Redis redis) {
			return GuardedIndexedSessionRepository.customizer(redis.settings(), redis.stats(), Clock.systemUTC());
		}

	}

	/**
	 * On Redis, without an index.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(SessionPlace.OnRedis.class)
	@ConditionalOnClass(RedisSessionRepository.class)
	@ConditionalOnBean(RedisSessionRepository.class)
	static class Simple {

		@Bean
		CallBreakers cachePatternsSessionBreakers(RedisSessionRepository repository, ApplicationContext context) {
			return SessionBreakers.of(context, Backend.REDIS,
					RedisCalls.target(repository.getSessionRedisOperations()));
		}

		@Bean
		@Primary
		FrugalSessionRepository<GuardedSession> cachePatternsSessionRepository(RedisSessionRepository repository,
				Redis redis, CallBreakers breakers) {
			return new FrugalSessionRepository<>(new GuardedSessionRepository(new RedisCalls(breakers), repository,
					redis.settings(), redis.stats(), Clock.systemUTC()), redis.settings(), redis.stats());
		}

	}

	/**
	 * On Redis, with an index of users.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(SessionPlace.OnRedis.class)
	@ConditionalOnClass(RedisIndexedSessionRepository.class)
	@ConditionalOnBean(RedisIndexedSessionRepository.class)
	static class Indexed {

		@Bean
		static SessionEvents cachePatternsSessionEvents() {
			return new SessionEvents();
		}

		@Bean
		CallBreakers cachePatternsSessionBreakers(RedisIndexedSessionRepository repository,
				ApplicationContext context) {
			return SessionBreakers.of(context, Backend.REDIS,
					RedisCalls.target(repository.getSessionRedisOperations()));
		}

		@Bean
		@Primary
		FrugalIndexedSessionRepository<GuardedSession> cachePatternsSessionRepository(
				RedisIndexedSessionRepository repository, Redis redis, CallBreakers breakers) {
			return new FrugalIndexedSessionRepository<>(
					new GuardedIndexedSessionRepository(new RedisCalls(breakers), repository, redis.settings(),
							new PrincipalNameIndexResolver<>(), redis.stats(), Clock.systemUTC()),
					redis.settings(), redis.stats());
		}

	}

	/**
	 * In a database.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(SessionPlace.OnDatabase.class)
	@ConditionalOnClass(JdbcIndexedSessionRepository.class)
	@ConditionalOnBean(JdbcIndexedSessionRepository.class)
	static class Durable {

		private static final String CACHE = "http-sessions";

		@Bean
		@Primary
		DurableSessionRepository cachePatternsSessionRepository(JdbcIndexedSessionRepository repository, Ids ids,
				ObjectProvider<PatternCacheManager> caches, AttributeCodec codec, Wiring wiring) {
			PatternCacheManager manager = caches.getIfAvailable(() -> {
				throw new CachePatternsConfigurationException(
						"Property 'cache-patterns.session.durability' is 'jdbc', but the application's CacheManager is not that of cache-patterns.",
						"Leave the CacheManager to cache-patterns, or use 'cache'.");
			});
			return new DurableSessionRepository(new SessionTable<>(repository, ids.generator()),
					manager.getCache(CACHE), codec, wiring.settings(), wiring.collaborators());
		}

		@Bean
		Wiring cachePatternsDurableSessions(CachePatternsProperties properties, ObjectProvider<SessionTimeout> timeout,
				ApplicationEventPublisher events, SessionStats stats) {
			return new Wiring(SessionConfiguration.settings(properties, timeout, CACHE),
					Collaborators.of(events, stats, Clock.systemUTC()));
		}

	}

	/**
	 * What repositories on Redis work with.
	 *
	 * @param settings how sessions are kept
	 * @param stats counts
	 */
	record Redis(SessionSettings settings, SessionStats stats) {
	}

	/**
	 * What the repository of durable sessions works with.
	 *
	 * @param settings how sessions are kept
	 * @param collaborators the rest
	 */
	record Wiring(SessionSettings settings, Collaborators collaborators) {
	}

}
