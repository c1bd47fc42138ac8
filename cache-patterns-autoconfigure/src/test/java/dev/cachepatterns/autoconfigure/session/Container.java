package dev.cachepatterns.autoconfigure.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

import org.springframework.context.ApplicationContext;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * A Tomcat on a free port, with an instance's filters as Spring Boot registers them.
 */
final class Container implements AutoCloseable {

	private final Map<String, Handler> handlers = new ConcurrentHashMap<>();

	private final Tomcat tomcat = new Tomcat();

	Container(ApplicationContext instance, Path directory) {
		this.tomcat.setBaseDir(directory.toString());
		this.tomcat.setPort(0);
		this.tomcat.getConnector();
		Context context = this.tomcat.addContext("", directory.toString());
		add(context, "outage", instance.getBean(SessionOutageFilter.class));
		add(context, "session", instance.getBean(SessionRepositoryFilter.class));
		add(context, "page", instance.getBean(OutagePageFilter.class));
		Tomcat.addServlet(context, "all", new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response)
					throws ServletException, IOException {
				serve(request, response);
			}
		}).setAsyncSupported(true);
		context.addServletMappingDecoded("/", "all");
		ErrorPage page = new ErrorPage();
		page.setLocation("/error");
		context.addErrorPage(page);
		try {
			this.tomcat.start();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is done with requests for a path.
	 */
	Container on(String path, Handler handler) {
		this.handlers.put(path, handler);
		return this;
	}

	/**
	 * Wraps what goes wrong as Spring MVC does.
	 */
	private void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
		try {
			String text = this.handlers.get(request.getServletPath()).handle(request, response);
			response.getWriter().print(text);
		}
		catch (RuntimeException ex) {
			throw new ServletException("Request processing failed: " + ex, ex);
		}
	}

	private static void add(Context context, String name, Filter filter) {
		FilterDef definition = new FilterDef();
		definition.setFilterName(name);
		definition.setFilter(filter);
		definition.setAsyncSupported("true");
		context.addFilterDef(definition);
		FilterMap map = new FilterMap();
		map.setFilterName(name);
		map.addURLPattern("/*");
		map.setDispatcher("REQUEST");
		map.setDispatcher("ERROR");
		map.setDispatcher("ASYNC");
		context.addFilterMap(map);
	}

	/**
	 * A client that keeps its cookies.
	 */
	Client client() {
		CookieHandler cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
		return new Client(HttpClient.newBuilder().cookieHandler(cookies).build(),
				URI.create("http://localhost:" + this.tomcat.getConnector().getLocalPort()));
	}

	@Override
	public void close() {
		try {
			this.tomcat.stop();
			this.tomcat.destroy();
		}
		catch (LifecycleException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is done with a request.
	 */
	interface Handler {

		String handle(HttpServletRequest request, HttpServletResponse response) throws IOException;

	}

	/**
	 * A client.
	 *
	 * @param http with its cookies
	 * @param server where it asks
	 */
	record Client(HttpClient http, URI server) {

		HttpResponse<String> get(String path) {
			try {
				return this.http.send(HttpRequest.newBuilder(this.server.resolve(path)).build(),
						HttpResponse.BodyHandlers.ofString());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
