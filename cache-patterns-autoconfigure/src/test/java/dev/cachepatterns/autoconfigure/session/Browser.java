package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;
import java.util.function.Consumer;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * A client that keeps its cookie, and calls any instance through its filters.
 */
final class Browser {

	private @Nullable Cookie cookie;

	/**
	 * Calls an instance.
	 * @param instance the instance
	 * @param handler what it does with the request
	 * @return the status
	 */
	int call(ApplicationContext instance, Consumer<HttpServletRequest> handler) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (this.cookie != null) {
			request.setCookies(this.cookie);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		HttpServlet servlet = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				handler.accept(request);
			}
		};
		Filter[] filters = { instance.getBean(SessionOutageFilter.class),
				instance.getBean(SessionRepositoryFilter.class) };
		try {
			new MockFilterChain(servlet, filters).doFilter(request, response);
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
		Cookie set = response.getCookie("SESSION");
		if (set != null) {
			this.cookie = (set.getMaxAge() == 0) ? null : set;
		}
		return response.getStatus();
	}

	/**
	 * An attribute of the session.
	 * @return {@code null} without a session, or without that attribute
	 */
	@Nullable Object read(ApplicationContext instance, String name) {
		Object[] found = new Object[1];
		call(instance, (request) -> {
			if (request.getSession(false) != null) {
				found[0] = request.getSession(false).getAttribute(name);
			}
		});
		return found[0];
	}

	/**
	 * Sets an attribute of the session, which is made if there is none.
	 */
	int write(ApplicationContext instance, String name, Object value) {
		return call(instance, (request) -> request.getSession().setAttribute(name, value));
	}

	/**
	 * A client with the same cookie.
	 */
	Browser otherTab() {
		Browser other = new Browser();
		other.cookie = this.cookie;
		return other;
	}

}
