package dev.cachepatterns.autoconfigure.session;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Sessions by properties, through Spring Session's filter, on two instances.
 */
@Tag("session")
class SessionAutoConfigurationTests {

	private static RedisServer redis;

	private static MemcachedServer memcached;

	@BeforeAll
	static void start() {
		redis = RedisServer.started();
		memcached = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		redis.close();
		memcached.close();
	}

	private static WebApplicationContextRunner runner(String... settings) {
		return new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("cache-patterns.resilience.timeout=5s", "spring.data.redis.port=" + redis.port(),
					"cache-patterns.memcached.servers=localhost:" + memcached.port())
			.withPropertyValues(settings);
	}

	private static void twoInstances(Kind kind, BiConsumer<ApplicationContext, ApplicationContext> test) {
		List<String> settings = new ArrayList<>(
				List.of("cache-patterns.session.enabled=true", "cache-patterns.key-prefix=" + UUID.randomUUID(),
						"cache-patterns.session.touch-interval=0", "spring.session.timeout=11m",
						"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
		settings.addAll(kind.settings());
		String[] all = settings.toArray(String[]::new);
		runner(all).run((one) -> {
			assertThat(one).hasNotFailed();
			runner(all).run((two) -> {
				assertThat(two).hasNotFailed();
				test.accept(one, two);
			});
		});
	}

	@ParameterizedTest
	@EnumSource(Kind.class)
	void sessionsAreShared(Kind kind) {
		twoInstances(kind, (one, two) -> {
			sessionOfOneInstanceIsThatOfAll(one, two);
			attributesOfTwoRequestsAtOnceAreBothKept(one, two);
			whoLogsOutOnOneInstanceIsLoggedOutOnAll(one, two);
			oldIdLeadsNowhere(one, two);
			if (kind != Kind.REDIS) {
				sessionsOfAUserAreFound(one, two);
			}
		});
	}

	private static void sessionOfOneInstanceIsThatOfAll(ApplicationContext one, ApplicationContext two) {
		Browser browser = new Browser();
		assertThat(browser.read(one, "name")).isNull();
		browser.write(one, "name", "Ada");
		assertThat(browser.read(two, "name")).isEqualTo("Ada");
		browser.write(two, "name", "Grace");
		assertThat(browser.read(one, "name")).isEqualTo("Grace");
		browser.call(one, (request) -> assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(11 * 60));
		assertThat(one.getBean(SessionStats.class).counts().created()).isOne();
	}

	private static void attributesOfTwoRequestsAtOnceAreBothKept(ApplicationContext one, ApplicationContext two) {
		Browser browser = new Browser();
		browser.write(one, "name", "Ada");
		Browser other = browser.otherTab();
		browser.call(one, (request) -> {
			request.getSession().setAttribute("left", 1);
			other.write(two, "right", 2);
		});
		assertThat(browser.read(one, "left")).isEqualTo(1);
		assertThat(browser.read(two, "right")).isEqualTo(2);
		assertThat(browser.read(two, "name")).isEqualTo("Ada");
	}

	private static void whoLogsOutOnOneInstanceIsLoggedOutOnAll(ApplicationContext one, ApplicationContext two) {
		Browser browser = new Browser();
		browser.write(one, "name", "Ada");
		Browser late = browser.otherTab();
		Browser after = browser.otherTab();
		int status = late.call(two, (request) -> {
			request.getSession().setAttribute("late", true);
			browser.call(one, (logout) -> logout.getSession().invalidate());
		});
		assertThat(status).isEqualTo(200);
		assertThat(after.read(one, "name")).isNull();
		assertThat(after.read(two, "late")).isNull();
	}

	private static void oldIdLeadsNowhere(ApplicationContext one, ApplicationContext two) {
		Browser browser = new Browser();
		browser.write(one, "name", "Ada");
		Browser old = browser.otherTab();
		browser.otherTab().call(two, (request) -> {
			request.getSession().setAttribute("late", true);
			browser.call(one, (login) -> login.changeSessionId());
		});
		assertThat(old.read(one, "name")).isNull();
		assertThat(old.read(two, "name")).isNull();
		assertThat(browser.read(two, "name")).isEqualTo("Ada");
		assertThat(browser.read(one, "late")).isEqualTo(true);
	}

	private static void sessionsOfAUserAreFound(ApplicationContext one, ApplicationContext two) {
		Browser browser = new Browser();
		browser.write(one, FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "ada");
		FindByIndexNameSessionRepository<?> repository = (FindByIndexNameSessionRepository<?>) two
			.getBean(SessionRepository.class);
		assertThat(repository.findByPrincipalName("ada")).hasSize(1);
		repository.findByPrincipalName("ada").keySet().forEach(repository::deleteById);
		assertThat(repository.findByPrincipalName("ada")).isEmpty();
		assertThat(browser.read(one, FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME)).isNull();
	}

	@Test
	void nothingChangesWhereSessionsAreNotSwitchedOn() {
		runner("cache-patterns.backend=memcached").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(SessionStats.class);
			assertThat(context.getBeansOfType(SessionRepository.class)).isNotEmpty()
				.allSatisfy((name, repository) -> assertThat(repository.getClass().getName())
					.startsWith("org.springframework.session"));
		});
	}

	@Test
	void missingModuleStopsTheStart() {
		assertMissing("data.redis", "the sessions' backend is Redis, but Spring Boot's module for that is missing",
				"cache-patterns.session.enabled=true");
		assertMissing("jdbc", "'cache-patterns.session.durability' is 'jdbc', but Spring Boot's module",
				"cache-patterns.session.enabled=true", "cache-patterns.session.durability=jdbc");
	}

	@Test
	void missingSpringSessionStopsTheStart() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MissingSessionAutoConfiguration.class))
			.withPropertyValues("cache-patterns.session.enabled=true")
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.session"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("but Spring Session is missing"));
	}

	@Test
	void settingsThatMakeNoSenseStopTheStart() {
		for (String setting : List.of("touch-interval=2h", "touch-interval=-1s", "durability=disk",
				"serialization.allowed-types=no class", "enbaled=true")) {
			runner("cache-patterns.session.enabled=true", "cache-patterns.backend=memory",
					"cache-patterns.session." + setting)
				.run((context) -> assertThat(context).getFailure()
					.hasStackTraceContaining("cache-patterns.session." + setting.substring(0, setting.indexOf('='))));
		}
	}

	@Test
	void sessionsAreCounted() {
		runner("cache-patterns.session.enabled=true", "cache-patterns.backend=memory").run((context) -> {
			new Browser().write(context, "name", "Ada");
			assertThat(context.getBean(MeterRegistry.class).get("cache.sessions.created").functionCounter().count())
				.isOne();
		});
	}

	private static void assertMissing(String module, String message, String... settings) {
		MockEnvironment environment = new MockEnvironment();
		TestPropertyValues.of(settings).applyTo(environment);
		assertThatThrownBy(() -> SessionModules.check(environment,
				new FilteredClassLoader("org.springframework.boot.session." + module)))
			.hasMessageContaining(message);
	}

	@Test
	void durableSessionsOutliveTheCache() {
		for (Kind kind : List.of(Kind.JDBC_REDIS, Kind.JDBC_MEMCACHED)) {
			twoInstances(kind, (one, two) -> {
				Browser browser = new Browser();
				browser.write(one, "name", "Ada");
				assertThat(browser.read(two, "name")).isEqualTo("Ada");
				redis.command("FLUSHALL");
				memcached.command("flush_all");
				assertThat(browser.read(two, "name")).isEqualTo("Ada");
				redis.kill();
				memcached.kill();
				assertThat(browser.read(one, "name")).isEqualTo("Ada");
				assertThat(browser.write(one, "name", "Grace")).isEqualTo(200);
				redis.start();
				memcached.start();
				assertThat(browser.read(one, "name")).isEqualTo("Grace");
				assertThat(two.getBean(JdbcIndexedSessionRepository.class)).isNotNull();
			});
		}
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration")
	static class Application {

	}

}
