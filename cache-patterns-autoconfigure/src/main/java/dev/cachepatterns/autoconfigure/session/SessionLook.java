package dev.cachepatterns.autoconfigure.session;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.session.SessionRequestFilter;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Looks before a request is served whether its session can be read.
 *
 * @param repository where sessions are
 * @param ids finds the id of a request's session
 * @param breakers of what keeps them, if they have some
 */
record SessionLook(SessionRepository<?> repository, HttpSessionIdResolver ids, @Nullable CallBreakers breakers) {

	/**
	 * Whether what keeps a request's session is out, or, if it has none, where one would
	 * be kept. The session is read, and not once more by the request.
	 */
	boolean outFor(HttpServletRequest request) {
		boolean asked = false;
		try {
			for (String id : this.ids.resolveSessionIds(request)) {
				asked = true;
				if (SessionRequestFilter.readAhead(this.repository, id)) {
					return false;
				}
			}
		}
		catch (RuntimeException ex) {
			if (SessionOutageFilter.isOutage(ex)) {
				return true;
			}
			throw ex;
		}
		return !asked && this.breakers != null && this.breakers.out();
	}

}
