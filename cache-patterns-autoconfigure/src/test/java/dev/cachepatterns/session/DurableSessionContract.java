package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for sessions in a database, whichever it is and whatever its cache.
 */
@Tag("session")
abstract class DurableSessionContract extends SessionIndexContract<StoredSession> {

	private static ConfigurableApplicationContext context;

	private final MutableClock clock = new MutableClock();

	private final SessionStats stats = new SessionStats();

	private final List<ApplicationEvent> events = new CopyOnWriteArrayList<>();

	/**
	 * Starts an application.
	 * @param cache its cache
	 * @param database the address of its database
	 * @param schema the name of its database in the names of Spring Session's scripts
	 */
	static void start(CacheServer cache, String database, String schema) {
		List<String> settings = new ArrayList<>(cache.settings(cache.port()));
		settings.addAll(List.of("cache-patterns.resilience.timeout=5s", "spring.datasource.url=" + database));
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(settings.toArray(String[]::new))
			.run();
		new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/session/jdbc/schema-%s.sql".formatted(schema)))
			.execute(Objects.requireNonNull(jdbc().getDataSource()));
	}

	static void stop() {
		context.close();
	}

	private static JdbcTemplate jdbc() {
		return context.getBean(JdbcTemplate.class);
	}

	private static Cache cache() {
		return Objects.requireNonNull(context.getBean(CacheManager.class).getCache("http-sessions"));
	}

	private static JdbcIndexedSessionRepository plain() {
		return new JdbcIndexedSessionRepository(jdbc(),
				new TransactionTemplate(context.getBean(PlatformTransactionManager.class)));
	}

	@Test
	void sessionThatIsCachedCostsNoQuery() {
		StoredSession session = saved();
		find(session.getId());
		jdbc().update("DELETE FROM SPRING_SESSION WHERE SESSION_ID = ?", session.getId());
		find(session.getId());
		cache().clear();
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void sessionsOfSpringSessionAreReadAndItReadsOurs() {
		FindByIndexNameSessionRepository<Session> plain = opened(plain());
		Session theirs = plain.createSession();
		theirs.setAttribute("name", "value");
		plain.save(theirs);
		assertThat(find(theirs.getId()).<String>getAttribute("name")).isEqualTo("value");
		StoredSession ours = repository().createSession();
		ours.setAttribute("name", "value");
		ours.setAttribute(USER, user());
		repository().save(ours);
		assertThat(plain.findById(ours.getId()).<String>getAttribute("name")).isEqualTo("value");
		assertThat(plain.findByPrincipalName(ours.<String>getRequiredAttribute(USER))).containsOnlyKeys(ours.getId());
	}

	@SuppressWarnings("unchecked")
	private static FindByIndexNameSessionRepository<Session> opened(FindByIndexNameSessionRepository<?> repository) {
		return (FindByIndexNameSessionRepository<Session>) repository;
	}

	@Override
	protected DurableSessionRepository repository(SaveMode save, FlushMode flush) {
		AttributeCodec codec = AttributeCodec.java(CasSessionContract.ALLOWED);
		SessionIdGenerator ids = SessionTable.ids();
		JdbcIndexedSessionRepository table = plain();
		table.setConversionService(SessionTable.conversion());
		table.setIndexResolver(SessionTable.user(codec));
		table.setSessionIdGenerator(ids);
		Collaborators with = Collaborators.of((event) -> this.events.add((ApplicationEvent) event), this.stats,
				this.clock);
		return new DurableSessionRepository(new SessionTable<>(table, ids), cache(), codec,
				SessionSettings.DEFAULT.with(save, flush), with);
	}

	@Override
	protected void pass(Duration time) {
		this.clock.advance(time);
	}

	@Override
	protected Instant now() {
		return this.clock.instant();
	}

	@Override
	protected Duration touchInterval() {
		return SessionSettings.DEFAULT.touchInterval();
	}

	@Override
	protected int longestUser() {
		return 100;
	}

	@Override
	protected List<ApplicationEvent> events() {
		return this.events;
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
