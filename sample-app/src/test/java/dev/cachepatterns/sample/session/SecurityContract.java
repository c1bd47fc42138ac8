package dev.cachepatterns.sample.session;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.cachepatterns.sample.AtlasApplication;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.TcpProxy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.session.FindByIndexNameSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Security's filters in a servlet container, on two instances that share their
 * sessions.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SecurityContract {

	private final CacheServer server;

	private final TcpProxy way;

	private final String[] profiles;

	private final List<ServletWebServerApplicationContext> instances = new ArrayList<>();

	private int one;

	private int two;

	/**
	 * A contract.
	 * @param server where sessions are
	 * @param profiles those of the instances
	 */
	SecurityContract(CacheServer server, String... profiles) {
		this.server = server;
		this.way = TcpProxy.to(server.port());
		this.profiles = profiles;
	}

	@BeforeAll
	void start() {
		String[] arguments = Stream
			.concat(this.server.settings(this.way.port()).stream(),
					Stream.of("server.port=0", "atlas.sessions-per-user=2", "cache-patterns.resilience.timeout=3s",
							"spring.data.redis.timeout=3s", "spring.data.redis.connect-timeout=3s",
							"spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"))
			.map((setting) -> "--" + setting)
			.toArray(String[]::new);
		this.one = start(arguments);
		this.two = start(arguments);
	}

	private int start(String[] arguments) {
		ServletWebServerApplicationContext instance = (ServletWebServerApplicationContext) new SpringApplicationBuilder(
				AtlasApplication.class)
			.profiles(this.profiles)
			.run(arguments);
		this.instances.add(instance);
		return instance.getWebServer().getPort();
	}

	@AfterAll
	void stop() {
		this.instances.forEach(ServletWebServerApplicationContext::close);
		this.way.close();
		this.server.close();
	}

	@BeforeEach
	void endSessions() {
		FindByIndexNameSessionRepository<?> sessions = this.instances.get(0)
			.getBean(FindByIndexNameSessionRepository.class);
		sessions.findByPrincipalName("ada").keySet().forEach(sessions::deleteById);
	}

	@Test
	void loginGivesTheSessionANewIdAndLeadsWhereTheVisitorWasGoing() {
		Visitor visitor = Visitor.arrives();
		HttpResponse<String> refused = visitor.get(this.one, "/favourites?name=Lima");
		assertThat(location(refused)).endsWith("/login");
		Visitor thief = visitor.copied();
		assertThat(thief.cookie("SESSION")).isNotEmpty();
		assertThat(location(visitor.logsIn(this.one))).contains("/favourites?name=Lima");
		assertThat(visitor.cookie("SESSION")).isNotEmpty().isNotEqualTo(thief.cookie("SESSION"));
		assertThat(visitor.name(this.one)).isEqualTo("ada");
		assertThat(visitor.name(this.two)).isEqualTo("ada");
		assertThat(thief.name(this.one)).isEmpty();
		assertThat(thief.name(this.two)).isEmpty();
	}

	@Test
	void wrongPasswordIsRefused() {
		Visitor visitor = Visitor.arrives();
		HttpResponse<String> refused = visitor.submit(this.one, "/login", "/login",
				Map.of("username", "ada", "password", "compiler"));
		assertThat(location(refused)).endsWith("/login?error");
		assertThat(visitor.name(this.two)).isEmpty();
		assertThat(visitor.get(this.two, "/login?error").body()).contains("not a name and its password");
	}

	@Test
	void formWithoutTokenIsRefused() {
		Visitor visitor = loggedIn(this.one);
		HttpResponse<String> refused = visitor.submit(this.one, "/session", "/favourites", Map.of("id", "1"));
		assertThat(refused.statusCode()).isEqualTo(403);
		assertThat(visitor.session(this.one).get("favourites").asInt()).isZero();
	}

	@Test
	void logoutEndsTheSessionOnAllInstances() {
		Visitor visitor = loggedIn(this.one);
		Visitor copy = visitor.copied();
		assertThat(copy.name(this.two)).isEqualTo("ada");
		assertThat(location(visitor.submit(this.two, "/favourites", "/logout", Map.of()))).endsWith("/login?out");
		assertThat(copy.session(this.one).get("id").isNull()).isTrue();
		assertThat(copy.session(this.two).get("id").isNull()).isTrue();
		assertThat(visitor.name(this.one)).isEmpty();
	}

	@Test
	void logoutEverywhereEndsAllSessionsOfTheUser() {
		Visitor visitor = loggedIn(this.one);
		Visitor elsewhere = Visitor.arrives();
		logInToBeRemembered(elsewhere, this.two);
		HttpResponse<String> response = visitor.submit(this.one, "/favourites", "/logout-everywhere", Map.of());
		assertThat(location(response)).endsWith("/login?everywhere");
		assertThat(visitor.name(this.two)).isEmpty();
		assertThat(elsewhere.name(this.two)).isEmpty();
		assertThat(elsewhere.name(this.one)).isEmpty();
	}

	@Test
	void rememberedVisitorIsLoggedInAgainWhenTheSessionIsGone() {
		Visitor visitor = Visitor.arrives();
		logInToBeRemembered(visitor, this.one);
		String session = visitor.cookie("SESSION");
		endSessions();
		assertThat(visitor.get(this.two, "/favourites").statusCode()).isEqualTo(200);
		assertThat(visitor.cookie("SESSION")).isNotEqualTo(session);
		assertThat(visitor.name(this.one)).isEqualTo("ada");
		visitor.loses("remember-me");
		endSessions();
		assertThat(location(visitor.get(this.two, "/favourites"))).endsWith("/login");
	}

	@Test
	void oneLoginTooManyEndsTheOldestSession() {
		Visitor first = loggedIn(this.one);
		Visitor second = loggedIn(this.two);
		assertThat(first.name(this.two)).isEqualTo("ada");
		Visitor third = loggedIn(this.two);
		assertThat(location(first.get(this.one, "/favourites"))).endsWith("/login?expired");
		assertThat(first.name(this.one)).isEmpty();
		assertThat(second.name(this.one)).isEqualTo("ada");
		assertThat(third.name(this.one)).isEqualTo("ada");
	}

	@Test
	void flashAttributeOfOneInstanceIsShownByTheOther() {
		Visitor visitor = loggedIn(this.one);
		visitor.submit(this.one, "/favourites", "/favourites", Map.of("id", "62515", "name", "par"));
		assertThat(visitor.get(this.two, "/favourites?name=par").body()).contains("is one of your favourites.");
		assertThat(visitor.get(this.one, "/favourites?name=par").body()).doesNotContain("is one of your favourites.")
			.contains("/favourites/62515/remove");
	}

	@Test
	void sessionOutlivesAnOutage() {
		Visitor visitor = loggedIn(this.one);
		visitor.submit(this.one, "/favourites", "/favourites", Map.of("id", "62515", "name", "par"));
		String session = visitor.cookie("SESSION");
		this.way.cut();
		try {
			assertAnsweredInAnOutage(visitor.get(this.one, "/favourites"),
					visitor.get(this.two, "/session", "application/json"));
			assertThat(Visitor.arrives().get(this.two, "/places/62515", "application/json").statusCode())
				.isEqualTo(200);
		}
		finally {
			this.way.mend();
		}
		assertThat(visitor.cookie("SESSION")).isEqualTo(session);
		await(() -> assertThat(visitor.get(this.one, "/favourites").statusCode()).isEqualTo(200));
		await(() -> assertThat(visitor.get(this.two, "/favourites").statusCode()).isEqualTo(200));
		assertThat(visitor.name(this.one)).isEqualTo("ada");
		assertThat(visitor.session(this.two).get("favourites").asInt()).isOne();
	}

	/**
	 * What a visitor who has logged in is answered while the cache is out.
	 */
	void assertAnsweredInAnOutage(HttpResponse<String> page, HttpResponse<String> json) {
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.body()).contains("Your session cannot be reached").doesNotContain("Exception");
		assertThat(json.statusCode()).isEqualTo(503);
		assertThat(json.body()).contains("\"status\":503").doesNotContain("Exception", "trace");
	}

	private static void await(ThrowingRunnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
	}

	private static Visitor loggedIn(int port) {
		Visitor visitor = Visitor.arrives();
		assertThat(location(visitor.logsIn(port))).endsWith("/favourites");
		return visitor;
	}

	private static void logInToBeRemembered(Visitor visitor, int port) {
		visitor.submit(port, "/login", "/login",
				Map.of("username", "ada", "password", "analytical", "remember-me", "on"));
		assertThat(visitor.cookie("remember-me")).isNotEmpty();
	}

	private static String location(HttpResponse<String> response) {
		return response.headers().firstValue("Location").orElse("none: " + response.statusCode());
	}

}
