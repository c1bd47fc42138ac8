package dev.cachepatterns.session;

import java.io.IOException;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

import org.springframework.session.SessionRepository;

/**
 * Tells repositories where a request begins and ends, in front of Spring Session's
 * filter, so that a request reads its session once: a session that it has saved is not
 * read again. Without it, a request whose answer is sent before its end reads twice.
 */
public final class SessionRequestFilter implements Filter {

	/**
	 * Reads a session before the request of this thread asks for it, which is then
	 * answered with what was read.
	 * @param repository the repository that the request will ask
	 * @param id the id of the session
	 * @return whether there is one
	 */
	public static boolean readAhead(SessionRepository<?> repository, String id) {
		SavedSession.expect();
		return repository.findById(id) != null;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean begun = SavedSession.begin();
		try {
			chain.doFilter(request, response);
		}
		finally {
			if (begun) {
				SavedSession.end();
			}
		}
	}

}
