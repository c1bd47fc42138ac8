package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.session.SessionRequestFilter;
import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What stands in front of Spring Session's filter.
 */
@Configuration(proxyBeanMethods = false)
class SessionFilterConfiguration {

	@Bean
	SessionOutageFilter cachePatternsSessionOutageFilter() {
		return new SessionOutageFilter();
	}

	/**
	 * A request whose session cannot be read or saved, as what keeps it is out, is
	 * answered with 503: never as if there were no session, whose cookie would then be
	 * lost. The filter also tells repositories where a request begins and ends.
	 */
	static final class SessionOutageFilter extends OncePerRequestFilter implements Ordered {

		private static final Log logger = LogFactory.getLog(CachePatternsAutoConfiguration.class);

		private static final String MESSAGE = "Sessions are not available at the moment";

		private final SessionRequestFilter requests = new SessionRequestFilter();

		@Override
		public int getOrder() {
			return SessionRepositoryFilter.DEFAULT_ORDER - 1;
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
				logger.warn("%s: %s".formatted(MESSAGE, ex.getMessage()));
				response.reset();
				response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, MESSAGE);
			}
		}

	}

}
