package dev.cachepatterns.session;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.MemoryCasStore;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.session.security.SpringSessionBackedSessionRegistry;
import org.springframework.session.web.http.SessionRepositoryFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CasSessionRepository} behind Spring Session's own filter, and behind
 * its registry for Spring Security.
 */
@Tag("session")
class SessionFilterTests {

	private final CountingStore store = new CountingStore(new MemoryCasStore(10_000_000, 1_000_000, Clock.systemUTC()));

	private final SessionStats stats = new SessionStats();

	private final CasSessionRepository repository = new CasSessionRepository(this.store, AttributeCodec.java(List.of()),
			SessionSettings.DEFAULT, Collaborators.of((event) -> {
			}, this.stats, Clock.systemUTC()));

	private final SessionRepositoryFilter<StoredSession> filter = new SessionRepositoryFilter<>(this.repository);

	@Test
	void requestThatOnlyReadsIsOneRoundTrip() {
		Cookie cookie = request(null, (request) -> request.getSession().setAttribute("name", "value"));
		assertThat(this.store.calls()).containsExactly("add");
		Cookie none = request(cookie,
				(request) -> assertThat(request.getSession(false).getAttribute("name")).isEqualTo("value"));
		assertThat(this.store.calls()).containsExactly("get");
		assertThat(none).isNull();
	}

	@Test
	void requestThatWritesIsTwoRoundTrips() {
		Cookie cookie = request(null, (request) -> request.getSession().setAttribute("name", "value"));
		this.store.calls();
		request(cookie, (request) -> request.getSession().setAttribute("name", "changed"));
		assertThat(this.store.calls()).containsExactly("get", "replace");
	}

	@Test
	void requestWithoutASessionIsNoRoundTrip() {
		assertThat(request(null, (request) -> assertThat(request.getSession(false)).isNull())).isNull();
		assertThat(this.store.calls()).isEmpty();
	}

	@Test
	void changedIdIsSentAndTheOldOneIsNoSession() {
		Cookie cookie = request(null, (request) -> request.getSession().setAttribute("name", "value"));
		Cookie changed = request(cookie, HttpServletRequest::changeSessionId);
		assertThat(changed.getValue()).isNotEqualTo(cookie.getValue());
		request(cookie, (request) -> assertThat(request.getSession(false)).isNull());
		request(changed, (request) -> assertThat(request.getSession(false).getAttribute("name")).isEqualTo("value"));
	}

	@Test
	void requestUnderWayWhileTheIdChangesIsKeptAndSendsNoCookie() {
		Cookie cookie = request(null, (request) -> request.getSession().setAttribute("name", "value"));
		Cookie[] changed = new Cookie[1];
		Cookie late = request(cookie, (request) -> {
			request.getSession().setAttribute("late", true);
			changed[0] = request(cookie, HttpServletRequest::changeSessionId);
		});
		assertThat(late).isNull();
		request(changed[0], (request) -> assertThat(request.getSession(false).getAttribute("late")).isEqualTo(true));
	}

	@Test
	void invalidatedSessionIsGoneForARequestUnderWay() {
		Cookie cookie = request(null, (request) -> request.getSession().setAttribute("name", "value"));
		request(cookie, (request) -> {
			request.getSession().setAttribute("late", true);
			request(cookie, (other) -> other.getSession().invalidate());
		});
		request(cookie, (request) -> assertThat(request.getSession(false)).isNull());
		assertThat(this.stats.counts().lost()).isEqualTo(1);
	}

	@Test
	void registryEndsASessionOfAUser() {
		StoredSession session = this.repository.createSession();
		session.setAttribute(SessionIndexContract.CONTEXT, SessionIndexContract.context("alice"));
		this.repository.save(session);
		SpringSessionBackedSessionRegistry<StoredSession> registry = new SpringSessionBackedSessionRegistry<>(
				this.repository);
		List<SessionInformation> sessions = registry.getAllSessions("alice", false);
		assertThat(sessions).extracting(SessionInformation::getSessionId).containsExactly(session.getId());
		sessions.get(0).expireNow();
		assertThat(registry.getAllSessions("alice", false)).isEmpty();
		assertThat(registry.getSessionInformation(session.getId()).isExpired()).isTrue();
		assertThat(registry.getAllSessions("alice", true)).hasSize(1);
	}

	/**
	 * A request.
	 * @return the cookie that its response sets
	 */
	private @Nullable Cookie request(@Nullable Cookie cookie, Consumer<HttpServletRequest> application) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		if (cookie != null) {
			request.setCookies(cookie);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		FilterChain chain = (wrapped, answer) -> application.accept((HttpServletRequest) wrapped);
		try {
			this.filter.doFilter(request, response, chain);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return response.getCookie("SESSION");
	}

}
