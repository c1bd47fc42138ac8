package dev.cachepatterns.session.redis;

import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.session.SessionRequestFilter;
import dev.cachepatterns.testing.RedisServer;
import dev.cachepatterns.testing.TcpProxy;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.SessionRepositoryFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a request goes to Redis for its session, through Spring Session's filter,
 * seen on the wire.
 */
@Tag("session")
class RedisRoundTripTests {

	private static final int TRIES = 5;

	private static final List<String> REQUESTS = List.of("read", "early", "attribute", "create", "login", "logout");

	private static final Map<String, Answer> ANSWERS = Map.of("read", RedisRoundTripTests::read, "early",
			RedisRoundTripTests::readAndAnswerEarly, "attribute", RedisRoundTripTests::setAttribute, "create",
			RedisRoundTripTests::setAttribute, "login", RedisRoundTripTests::login, "logout",
			RedisRoundTripTests::logout);

	@Test
	void simple() {
		Map<String, Integer> ours = check(false, true);
		assertThat(ours).containsEntry("read", 1)
			.containsEntry("early", 1)
			.containsEntry("attribute", 2)
			.containsEntry("logout", 2);
		Map<String, Integer> plain = check(false, false);
		assertThat(plain.get("read")).isGreaterThan(1);
		assertThat(ours.get("create")).isLessThanOrEqualTo(plain.get("create"));
		assertThat(ours.get("login")).isLessThanOrEqualTo(plain.get("login"));
	}

	@Test
	void indexed() {
		Map<String, Integer> ours = check(true, true);
		assertThat(ours).containsEntry("read", 1).containsEntry("early", 1).containsEntry("attribute", 3);
		Map<String, Integer> plain = check(true, false);
		assertThat(plain.get("read")).isGreaterThan(1);
		REQUESTS.forEach((request) -> assertThat(ours.get(request)).isLessThanOrEqualTo(plain.get(request)));
	}

	private static Map<String, Integer> check(boolean indexed, boolean ours) {
		Map<String, Integer> found = new LinkedHashMap<>();
		try (RedisServer server = RedisServer.started();
				TcpProxy wire = TcpProxy.to(server.port());
				RedisSessions sessions = new RedisSessions(wire.port(), indexed)) {
			SessionRepository<Session> repository = ours ? sessions.ours() : sessions.plain();
			Client client = new Client(repository, wire);
			for (int i = 0; i < TRIES; i++) {
				for (String name : REQUESTS) {
					String id = name.equals("create") ? null : stored(repository);
					found.merge(name, client.request(id, ANSWERS.get(name)), Math::min);
				}
			}
		}
		System.out.println("Round trips of a request to Redis for its " + (indexed ? "indexed" : "simple")
				+ " session, " + (ours ? "ours" : "Spring Session alone") + ": " + found);
		return found;
	}

	private static String stored(SessionRepository<Session> repository) {
		Session session = repository.createSession();
		session.setAttribute("a", 1);
		repository.save(session);
		return session.getId();
	}

	private static void read(HttpServletRequest request, ServletResponse response) {
		assertThat(request.getSession().getAttribute("a")).isEqualTo(1);
	}

	private static void readAndAnswerEarly(HttpServletRequest request, ServletResponse response) throws IOException {
		read(request, response);
		response.flushBuffer();
	}

	private static void setAttribute(HttpServletRequest request, ServletResponse response) {
		request.getSession().setAttribute("b", 1);
	}

	private static void login(HttpServletRequest request, ServletResponse response) {
		request.changeSessionId();
		request.getSession().setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
	}

	private static void logout(HttpServletRequest request, ServletResponse response) {
		request.getSession().invalidate();
	}

	/**
	 * Sends requests.
	 *
	 * @param repository where their sessions are
	 * @param wire the way to the server
	 */
	private record Client(SessionRepository<Session> repository, TcpProxy wire) {

		int request(String id, Answer answer) {
			MockHttpServletRequest request = new MockHttpServletRequest();
			if (id != null) {
				request.setCookies(new Cookie("SESSION", Base64.getEncoder().encodeToString(id.getBytes())));
			}
			int start = this.wire.roundTrips();
			SessionRepositoryFilter<Session> filter = new SessionRepositoryFilter<>(this.repository);
			FilterChain chain = (wrapped, response) -> answer.answer((HttpServletRequest) wrapped, response);
			try {
				new SessionRequestFilter().doFilter(request, new MockHttpServletResponse(),
						(same, response) -> filter.doFilter(same, response, chain));
			}
			catch (IOException | ServletException ex) {
				throw new IllegalStateException(ex);
			}
			return this.wire.roundTrips() - start;
		}

	}

	/**
	 * Answers a request.
	 */
	private interface Answer {

		void answer(HttpServletRequest request, ServletResponse response) throws IOException;

	}

}
