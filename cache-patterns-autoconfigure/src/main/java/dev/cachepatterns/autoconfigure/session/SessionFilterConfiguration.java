package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.session.SessionRequestFilter;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What stands in front of Spring Session's filter, and what makes up for it where it
 * cannot work.
 */
@Configuration(proxyBeanMethods = false)
class SessionFilterConfiguration {

	@Bean
	SessionOutageFilter cachePatternsSessionOutageFilter() {
		return new SessionOutageFilter();
	}

	@Bean
	OutagePageFilter cachePatternsOutagePageFilter() {
		return new OutagePageFilter();
	}

	/**
	 * A request whose session cannot be read or saved, as what keeps it is out, is
	 * answered with 503: never as if there were no session, whose cookie would then be
	 * lost. Where the application's page for that needs the session too, the answer is a
	 * line of text. The filter also tells repositories where a request begins and ends.
	 */
	static final class SessionOutageFilter extends OncePerRequestFilter implements Ordered {

		private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

		private static final String OUTAGE = SessionOutageFilter.class.getName() + ".OUTAGE";

		private static final String MESSAGE = "Sessions are not available at the moment";

		private final SessionRequestFilter requests = new SessionRequestFilter();

		@Override
		public int getOrder() {
			return SessionRepositoryFilter.DEFAULT_ORDER - 1;
		}

		@Override
		protected boolean shouldNotFilterErrorDispatch() {
			return false;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			try {
				this.requests.doFilter(request, response, chain);
			}
			catch (StoreUnavailableException | DataAccessResourceFailureException | QueryTimeoutException ex) {
				if (response.isCommitted()) {
					throw ex;
				}
				response.reset();
				answer(request, response, ex);
			}
		}

		private static void answer(HttpServletRequest request, HttpServletResponse response, RuntimeException failure)
				throws IOException {
			if (request.getDispatcherType() == DispatcherType.ERROR) {
				response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
				response.setContentType(MediaType.TEXT_PLAIN_VALUE);
				response.setCharacterEncoding(StandardCharsets.UTF_8.name());
				response.getWriter().println(MESSAGE);
				return;
			}
			logger.warn("%s: %s".formatted(MESSAGE, failure.getMessage()));
			request.setAttribute(OUTAGE, true);
			response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, MESSAGE);
		}

	}

	/**
	 * Makes the application's page for an outage without the session and its user, of
	 * whom Spring MVC asks for each page. Comes after Spring Security, which is not to
	 * take the visitor for one without a session.
	 */
	static final class OutagePageFilter extends OncePerRequestFilter implements Ordered {

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

		@Override
		protected boolean shouldNotFilterErrorDispatch() {
			return false;
		}

		@Override
		protected boolean shouldNotFilter(HttpServletRequest request) {
			return request.getDispatcherType() != DispatcherType.ERROR
					|| request.getAttribute(SessionOutageFilter.OUTAGE) == null;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			chain.doFilter(new Anonymous(request), response);
		}

	}

	/**
	 * A request whose session, and with it its user, cannot be known.
	 */
	private static final class Anonymous extends HttpServletRequestWrapper {

		Anonymous(HttpServletRequest request) {
			super(request);
		}

		@Override
		public @Nullable HttpSession getSession(boolean create) {
			return create ? super.getSession(true) : null;
		}

		@Override
		public @Nullable Principal getUserPrincipal() {
			return null;
		}

		@Override
		public @Nullable String getRemoteUser() {
			return null;
		}

	}

}
