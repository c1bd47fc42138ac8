package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.FrugalIndexedSessionRepository;
import dev.cachepatterns.session.FrugalSessionRepository;
import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.session.Undecodable;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.data.redis.config.ConfigureRedisAction;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our repositories around those that Boot makes, for a user of Redis to whom
 * {@code CONFIG} is forbidden.
 */
@Tag("session")
class RedisWiringTests {

	private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

	private static RedisServer server;

	private final WebApplicationContextRunner plain = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class, SessionAutoConfiguration.class,
				SessionDataRedisAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.port=" + server.port(), "spring.data.redis.username=app",
				"spring.data.redis.password=secret", "spring.session.timeout=7m");

	private final WebApplicationContextRunner runner = this.plain
		.withConfiguration(AutoConfigurations.of(Before.class, Wiring.class));

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		assertThat(server.command("ACL SETUSER app on >secret ~* &* +@all -config")).startsWith("+OK");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void springSessionAloneDoesNotStart() {
		this.plain.withPropertyValues("spring.session.data.redis.repository-type=indexed")
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("NOPERM"));
	}

	@Test
	void simple() {
		this.runner.run((context) -> {
			assertThat(context).hasBean("springSessionRepositoryFilter");
			SessionRepository<?> repository = context.getBean(SessionRepository.class);
			assertThat(repository).isInstanceOf(FrugalSessionRepository.class);
			check(repository);
		});
	}

	@Test
	void indexed() {
		this.runner.withPropertyValues("spring.session.data.redis.repository-type=indexed").run((context) -> {
			assertThat(context).hasBean("springSessionRepositoryFilter");
			SessionRepository<?> repository = context.getBean(SessionRepository.class);
			assertThat(repository).isInstanceOf(FrugalIndexedSessionRepository.class);
			check(repository);
			// What its cron job does each minute
			context.getBean(RedisIndexedSessionRepository.class).cleanUpExpiredSessions();
		});
	}

	@SuppressWarnings("unchecked")
	private static void check(SessionRepository<?> bean) {
		SessionRepository<Session> repository = (SessionRepository<Session>) bean;
		Session session = repository.createSession();
		assertThat(session.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(7));
		repository.save(session);
		session.changeSessionId();
		session.setAttribute(USER, "alice");
		repository.save(session);
		assertThat(repository.findById(session.getId()).<String>getAttribute(USER)).isEqualTo("alice");
		if (bean instanceof FindByIndexNameSessionRepository<?> indexed) {
			assertThat(indexed.findByPrincipalName("alice")).containsOnlyKeys(session.getId());
			session.setLastAccessedTime(session.getLastAccessedTime().minus(Duration.ofMinutes(7)));
			repository.save(session);
			assertThat(indexed.findByPrincipalName("alice")).isEmpty();
		}
		else {
			repository.deleteById(session.getId());
		}
		assertThat(repository.findById(session.getId())).isNull();
	}

	/**
	 * What an auto-configuration has to declare before Boot's.
	 */
	@AutoConfiguration(before = SessionDataRedisAutoConfiguration.class)
	static class Before {

		@Bean
		RedisSerializer<Object> springSessionDefaultRedisSerializer() {
			return new AttributeSerializer(AttributeCodec.java(List.of()));
		}

		@Bean
		ConfigureRedisAction configureRedisAction() {
			return ConfigureRedisAction.NO_OP;
		}

	}

	/**
	 * What an auto-configuration has to declare after Boot's.
	 */
	@AutoConfiguration(after = SessionDataRedisAutoConfiguration.class)
	static class Wiring {

		private final SessionStats stats = new SessionStats();

		private final SessionSettings settings = new SessionSettings(RedisSessionRepository.DEFAULT_KEY_NAMESPACE,
				Duration.ofMinutes(7), Duration.ofSeconds(30), Duration.ofSeconds(30), SaveMode.ON_SET_ATTRIBUTE,
				FlushMode.ON_SAVE, Undecodable.DROP_ATTRIBUTE);

		@Bean
		SessionRepositoryCustomizer<RedisSessionRepository> redisSessionRepositoryCustomizer() {
			return GuardedSessionRepository.customizer(this.settings, this.stats);
		}

		@Bean
		SessionRepositoryCustomizer<RedisIndexedSessionRepository> redisIndexedSessionRepositoryCustomizer() {
			return GuardedIndexedSessionRepository.customizer(this.settings, this.stats, Clock.systemUTC());
		}

		/**
		 * Without an index.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnBean(RedisSessionRepository.class)
		class Simple {

			@Bean
			@Primary
			FrugalSessionRepository<GuardedSession> frugalSessionRepository(RedisSessionRepository repository) {
				Wiring outer = Wiring.this;
				return new FrugalSessionRepository<>(new GuardedSessionRepository(Calls.always(), repository,
						outer.settings, outer.stats, Clock.systemUTC()), outer.settings, outer.stats);
			}

		}

		/**
		 * With an index of users.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnBean(RedisIndexedSessionRepository.class)
		class Indexed {

			@Bean
			@Primary
			FrugalIndexedSessionRepository<GuardedSession> frugalSessionRepository(
					RedisIndexedSessionRepository repository) {
				Wiring outer = Wiring.this;
				return new FrugalIndexedSessionRepository<>(
						new GuardedIndexedSessionRepository(Calls.always(), repository, outer.settings,
								new PrincipalNameIndexResolver<>(), outer.stats, Clock.systemUTC()),
						outer.settings, outer.stats);
			}

		}

	}

}
