package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.store.StoreUnavailableException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionOutageFilter} and {@link OutagePageFilter}.
 */
@Tag("session")
class SessionOutageFilterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final SessionOutageFilter outage = new SessionOutageFilter((request) -> false);

	private final OutagePageFilter page = new OutagePageFilter();

	@Test
	void pageForAnOutageIsMadeWithoutTheSession() throws Exception {
		this.request.setSession(new MockHttpSession());
		this.request.setUserPrincipal(() -> "ada");
		this.request.setRemoteUser("ada");
		HttpServlet unreadable = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				throw new StoreUnavailableException("out", new IOException());
			}
		};
		assertThat(call(unreadable).getStatus()).isEqualTo(503);
		this.request.setDispatcherType(DispatcherType.ERROR);
		HttpServlet errorPage = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				response.getWriter()
					.print("%s %s %s".formatted(request.getSession(false), request.getUserPrincipal(),
							request.getRemoteUser()));
			}
		};
		assertThat(call(errorPage).getContentAsString()).isEqualTo("null null null");
	}

	@Test
	void pageForSomethingElseHasTheSession() throws Exception {
		this.request.setSession(new MockHttpSession());
		this.request.setDispatcherType(DispatcherType.ERROR);
		HttpServlet errorPage = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				response.getWriter().print("session: " + (request.getSession(false) != null));
			}
		};
		assertThat(call(errorPage).getContentAsString()).isEqualTo("session: true");
	}

	@Test
	void pageThatNeedsTheSessionIsALineOfText() throws Exception {
		this.request.setDispatcherType(DispatcherType.ERROR);
		HttpServlet errorPage = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
				response.getWriter().print("half a page");
				throw new StoreUnavailableException("out", new IOException());
			}
		};
		MockHttpServletResponse response = call(errorPage);
		assertThat(response.getStatus()).isEqualTo(503);
		assertThat(response.getContentType()).startsWith("text/plain");
		assertThat(response.getContentAsString())
			.isEqualToNormalizingNewlines("Sessions are not available at the moment\n");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void onlyRequestsThatHaveAskedAreLogged(CapturedOutput output) throws Exception {
		assertThat(call(failing(new StoreUnavailableException("no answer", new IOException()))).getStatus())
			.isEqualTo(503);
		assertThat(output).contains("Sessions are not available at the moment: no answer");
		assertThat(call(failing(StoreUnavailableException.notAsked("known to be out"))).getStatus()).isEqualTo(503);
		assertThat(output).doesNotContain("known to be out");
	}

	private static HttpServlet failing(StoreUnavailableException failure) {
		return new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException {
				throw new ServletException("Request processing failed", failure);
			}
		};
	}

	private MockHttpServletResponse call(HttpServlet servlet) throws ServletException, IOException {
		MockHttpServletResponse response = new MockHttpServletResponse();
		Filter[] filters = { this.outage, this.page };
		new MockFilterChain(servlet, filters).doFilter(this.request, response);
		return response;
	}

}
