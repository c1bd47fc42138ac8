package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.session.SessionRequestFilter;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Serves requests while what keeps their sessions is out. One that is known to be without
 * its session from the start is served as one of somebody who has none, if that is
 * wanted. Any other whose session cannot be read or saved is answered with 503: never as
 * if there were no session, whose cookie would then be lost. Where the application's page
 * for that needs the session too, the answer is a line of text. The filter also tells
 * repositories where a request begins and ends.
 */
final class SessionOutageFilter extends OncePerRequestFilter implements Ordered {

	private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

	private static final String MESSAGE = "Sessions are not available at the moment";

	private static final String OUT = SessionOutageFilter.class.getName() + ".OUT";

	private static final String REFUSED = SessionOutageFilter.class.getName() + ".REFUSED";

	private final SessionRequestFilter requests = new SessionRequestFilter();

	private final Filter withoutSessions = NoSessions.filter();

	private final Predicate<HttpServletRequest> anonymous;

	/**
	 * A filter.
	 * @param anonymous whether a request is to be served without its session
	 */
	SessionOutageFilter(Predicate<HttpServletRequest> anonymous) {
		this.anonymous = anonymous;
	}

	@Override
	public int getOrder() {
		return SessionRepositoryFilter.DEFAULT_ORDER - 1;
	}

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			this.requests.doFilter(request, response, (same, answer) -> {
				if (isOut(request)) {
					this.withoutSessions.doFilter(request, response,
							(wrapped, wrapper) -> chain.doFilter(new NotNested((HttpServletRequest) wrapped), wrapper));
				}
				else {
					chain.doFilter(request, response);
				}
			});
		}
		catch (RuntimeException | ServletException ex) {
			if (!isOutage(ex) || response.isCommitted()) {
				throw ex;
			}
			response.reset();
			refuse(request, response, ex);
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, Exception failure)
			throws IOException {
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setContentType(MediaType.TEXT_PLAIN_VALUE);
			response.setCharacterEncoding(StandardCharsets.UTF_8.name());
			response.getWriter().println(MESSAGE);
			return;
		}
		log(failure);
		request.setAttribute(REFUSED, true);
		response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, MESSAGE);
	}

	/**
	 * Logs what a request has met. Those that were refused because of an outage that is
	 * known come in crowds, and its beginning and its end are logged already.
	 */
	private static void log(Exception failure) {
		Throwable cause = (failure instanceof ServletException) ? failure.getCause() : failure;
		String line = "%s: %s".formatted(MESSAGE, (cause != null) ? cause.getMessage() : failure.getMessage());
		if (cause instanceof StoreUnavailableException unavailable && !unavailable.asked()) {
			logger.debug(line);
		}
		else {
			logger.warn(line);
		}
	}

	/**
	 * Whether the page that is made tells of a session that could not be read.
	 */
	static boolean refused(HttpServletRequest request) {
		return request.getDispatcherType() == DispatcherType.ERROR && request.getAttribute(REFUSED) != null;
	}

	/**
	 * Whether a request is served without sessions: from the beginning to the end, and in
	 * all its dispatches.
	 */
	private boolean isOut(HttpServletRequest request) {
		if (request.getAttribute(OUT) != null) {
			return true;
		}
		boolean out = !isAsyncDispatch(request) && request.getDispatcherType() != DispatcherType.ERROR
				&& this.anonymous.test(request);
		if (out) {
			request.setAttribute(OUT, true);
		}
		return out;
	}

	/**
	 * Whether a failure says that what keeps sessions is out. Spring MVC wraps what a
	 * controller meets.
	 */
	static boolean isOutage(Exception failure) {
		return failure instanceof StoreUnavailableException || failure instanceof DataAccessResourceFailureException
				|| failure instanceof QueryTimeoutException
				|| (failure instanceof ServletException && failure.getCause() instanceof StoreUnavailableException);
	}

}
