package dev.cachepatterns.autoconfigure.session;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Sessions that end with their request. No client is told of them, and none can ask for
 * one: its cookie is neither read nor written.
 */
final class NoSessions implements SessionRepository<MapSession>, HttpSessionIdResolver {

	private NoSessions() {
	}

	/**
	 * A filter that serves requests so. For a request that it has filtered, Spring
	 * Session's own filter, which is of the same class, does nothing.
	 */
	static SessionRepositoryFilter<MapSession> filter() {
		NoSessions none = new NoSessions();
		SessionRepositoryFilter<MapSession> filter = new SessionRepositoryFilter<>(none);
		filter.setHttpSessionIdResolver(none);
		return filter;
	}

	@Override
	public MapSession createSession() {
		return new MapSession();
	}

	@Override
	public void save(MapSession session) {
	}

	@Override
	public @Nullable MapSession findById(String id) {
		return null;
	}

	@Override
	public void deleteById(String id) {
	}

	@Override
	public List<String> resolveSessionIds(HttpServletRequest request) {
		return List.of();
	}

	@Override
	public void setSessionId(HttpServletRequest request, HttpServletResponse response, String sessionId) {
	}

	@Override
	public void expireSession(HttpServletRequest request, HttpServletResponse response) {
	}

}
