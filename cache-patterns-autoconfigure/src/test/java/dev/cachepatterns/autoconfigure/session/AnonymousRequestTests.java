package dev.cachepatterns.autoconfigure.session;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.autoconfigure.session.Container.Client;
import dev.cachepatterns.autoconfigure.session.SessionAutoConfigurationTests.Application;
import dev.cachepatterns.session.SessionStats;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.PostgresServer;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests to a Tomcat while their sessions are out.
 */
@Tag("alone")
@Tag("session")
class AnonymousRequestTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static RedisServer redis;

	private static MemcachedServer memcached;

	@TempDir
	private Path directory;

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

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "MEMCACHED", "REDIS", "REDIS_INDEXED" })
	void requestIsServedWithoutItsSessionWhichIsThereAgainAfterwards(Kind kind) {
		instance(kind, "anonymous", (container, instance) -> {
			Client client = container.client();
			assertThat(client.get("/set").body()).isEqualTo("set");
			String session = client.get("/read").body();
			assertThat(session).startsWith("Ada of ");
			CacheServer server = server(kind);
			server.hang();
			try {
				awaitOut(client, session);
				// Before the breaker is open, and after
				for (int i = 0; i < 15; i++) {
					assertAnonymous(client);
				}
				assertThat(container.client().get("/set").headers().map()).doesNotContainKey("set-cookie");
			}
			finally {
				server.resume();
			}
			Awaitility.await().atMost(PATIENCE).until(() -> client.get("/read").body().equals(session));
			long created = instance.getBean(SessionStats.class).counts().created();
			assertThat(created).isOne();
		});
	}

	/**
	 * A server of several threads may answer once more.
	 */
	private static void awaitOut(Client client, String session) {
		Awaitility.await().atMost(PATIENCE).until(() -> !client.get("/read").body().equals(session));
	}

	private static void assertAnonymous(Client client) {
		for (String path : List.of("/read", "/set", "/login", "/logout", "/async", "/error?x")) {
			HttpResponse<String> answer = client.get(path);
			assertThat(answer.statusCode()).as(path).isEqualTo(200);
			assertThat(answer.headers().map()).as(path).doesNotContainKey("set-cookie");
			assertThat(answer.body()).as(path)
				.isEqualTo(path.equals("/set") ? "set" : path.equals("/login") ? "Eve" : "nobody");
		}
		assertThat(client.get("/wrong").statusCode()).isEqualTo(418);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "MEMCACHED", "REDIS" })
	void cacheThatIsKilledEndsNoRequest(Kind kind) {
		instance(kind, "anonymous", (container, instance) -> {
			Client client = container.client();
			client.get("/set");
			CacheServer server = server(kind);
			server.kill();
			try {
				assertAnonymous(client);
			}
			finally {
				server.start();
			}
			Awaitility.await().atMost(PATIENCE).until(() -> {
				client.get("/set");
				return client.get("/read").body().startsWith("Ada of ");
			});
		});
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "MEMCACHED", "REDIS", "REDIS_INDEXED" })
	void requestIsRefusedByDefaultWithAPageThatNeedsNoSession(Kind kind) {
		instance(kind, "refuse", (container, instance) -> {
			Client client = container.client();
			client.get("/set");
			String session = client.get("/read").body();
			assertThat(session).startsWith("Ada of ");
			CacheServer server = server(kind);
			server.hang();
			try {
				awaitOut(client, session);
				for (String path : List.of("/read", "/set", "/async", "/read")) {
					HttpResponse<String> answer = client.get(path);
					assertThat(answer.statusCode()).as(path).isEqualTo(503);
					assertThat(answer.headers().map()).as(path).doesNotContainKey("set-cookie");
					assertThat(answer.body()).isEqualTo("nobody");
				}
			}
			finally {
				server.resume();
			}
			Awaitility.await().atMost(PATIENCE).until(() -> client.get("/read").body().equals(session));
		});
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "MEMCACHED", "REDIS" })
	void sessionIsReadOnceByARequestThatIsServedWithIt(Kind kind) {
		instance(kind, "anonymous", (container, instance) -> {
			Client client = container.client();
			client.get("/set");
			SessionStats stats = instance.getBean(SessionStats.class);
			long before = stats.counts().found();
			client.get("/read");
			assertThat(stats.counts().found()).isEqualTo(before + 1);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "anonymous", "refuse" })
	void databaseThatIsOutWithTheCacheIsAnOutageToo(String onUnavailable) {
		PostgresServer database = PostgresServer.started();
		try {
			instance(Kind.JDBC_MEMCACHED, onUnavailable, (container, instance) -> {
				Client client = container.client();
				client.get("/set");
				memcached.command("flush_all");
				assertThat(client.get("/read").body()).startsWith("Ada of ");
				memcached.command("flush_all");
				database.close();
				HttpResponse<String> answer = client.get("/read");
				assertThat(answer.statusCode()).isEqualTo(onUnavailable.equals("refuse") ? 503 : 200);
				assertThat(answer.body()).isEqualTo("nobody");
				assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
			}, "spring.datasource.url=" + database.url(), "spring.datasource.username=" + database.user(),
					"spring.datasource.hikari.connection-timeout=500", "spring.session.jdbc.initialize-schema=always",
					"cache-patterns.consistency.jdbc.initialize-schema=always");
		}
		finally {
			database.close();
		}
	}

	private static String read(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? session.getAttribute("name") + " of " + session.getId()
				: (request.getRequestedSessionId() == null) ? "nobody" : "somebody";
	}

	private static String set(HttpServletRequest request) {
		request.getSession().setAttribute("name", "Ada");
		return "set";
	}

	private static String login(HttpServletRequest request) {
		request.getSession();
		request.changeSessionId();
		request.getSession().setAttribute("name", "Eve");
		return (String) request.getSession(false).getAttribute("name");
	}

	private static String logout(HttpServletRequest request) {
		request.getSession().invalidate();
		return read(request);
	}

	private static String async(HttpServletRequest request) {
		if (request.getAttribute("again") != null) {
			return read(request);
		}
		request.setAttribute("again", true);
		request.startAsync().dispatch();
		return "";
	}

	private static CacheServer server(Kind kind) {
		return (kind == Kind.MEMCACHED) ? memcached : redis;
	}

	private void instance(Kind kind, String onUnavailable, BiConsumer<Container, ApplicationContext> test,
			String... more) {
		new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(kind.settings().toArray(String[]::new))
			.withPropertyValues("cache-patterns.session.enabled=true", "spring.data.redis.port=" + redis.port(),
					"cache-patterns.memcached.servers=localhost:" + memcached.port(),
					"cache-patterns.key-prefix=" + UUID.randomUUID(), "cache-patterns.resilience.timeout=200ms",
					"cache-patterns.session.on-unavailable=" + onUnavailable,
					"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.withPropertyValues(more)
			.run((instance) -> {
				assertThat(instance).hasNotFailed();
				// Its threads must not be those of Tomcat's application
				instance.getBean(SessionRepository.class).findById("none");
				try (Container container = new Container(instance, this.directory)) {
					container.on("/read", (request, response) -> read(request))
						.on("/set", (request, response) -> set(request))
						.on("/login", (request, response) -> login(request))
						.on("/logout", (request, response) -> logout(request))
						.on("/async", (request, response) -> async(request))
						.on("/error", (request, response) -> read(request))
						.on("/wrong", (request, response) -> {
							response.sendError(418);
							return "";
						});
					test.accept(container, instance);
				}
			});
	}

}
