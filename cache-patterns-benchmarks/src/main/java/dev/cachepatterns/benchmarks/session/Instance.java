package dev.cachepatterns.benchmarks.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.benchmarks.server.MemcachedServer;
import dev.cachepatterns.benchmarks.server.RedisServer;
import dev.cachepatterns.benchmarks.server.Server;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * An application without a container, with a server of its own: Spring Boot's
 * configuration of sessions, and requests that go through its filters.
 *
 * @param name its name in tables
 * @param server where its sessions are
 * @param context its beans
 * @param filters what stands before the servlet
 * @param cookies a cookie of each session
 */
record Instance(String name, Server server, AnnotationConfigWebApplicationContext context, List<Filter> filters,
		List<Cookie> cookies) implements AutoCloseable {

	static final String SPRING = "Spring Session on Redis, ";

	private static final String OURS = "cache-patterns on ";

	private static final int SESSIONS = 1000;

	private static final String OUTAGE = "cachePatternsSessionOutageFilter";

	/**
	 * All that are measured.
	 */
	static List<Instance> all() {
		return List.of(onRedis(SPRING + "simple", false, false), onRedis(OURS + "Redis, simple", true, false),
				onRedis(SPRING + "indexed", false, true), onRedis(OURS + "Redis, indexed", true, true), onMemcached());
	}

	private static Instance onRedis(String name, boolean ours, boolean indexed) {
		Server server = new RedisServer();
		return start(name, server, Map.of("spring.data.redis.port", server.port(), "cache-patterns.session.enabled",
				ours, "spring.session.data.redis.repository-type", indexed ? "indexed" : "default"));
	}

	private static Instance onMemcached() {
		Server server = new MemcachedServer();
		return start(OURS + "Memcached", server,
				Map.of("cache-patterns.backend", "memcached", "cache-patterns.memcached.servers",
						"127.0.0.1:" + server.port(), "cache-patterns.session.enabled", true));
	}

	private static Instance start(String name, Server server, Map<String, Object> settings) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("cache-patterns.resilience.timeout", "5s");
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", all));
		context.setServletContext(new MockServletContext());
		context.register(Application.class);
		context.refresh();
		List<Filter> filters = new ArrayList<>();
		if (context.containsBean(OUTAGE)) {
			filters.add(context.getBean(OUTAGE, Filter.class));
		}
		filters.add(context.getBean(SessionRepositoryFilter.class));
		return new Instance(name, server, context, filters, new ArrayList<>());
	}

	/**
	 * Makes its sessions.
	 */
	void fill() {
		for (int i = 0; i < SESSIONS; i++) {
			this.cookies.add(login("user" + i));
		}
	}

	private Cookie login(String user) {
		MockHttpServletResponse response = call(null, (request) -> {
			request.getSession().setAttribute("name", user);
			request.getSession().setAttribute("basket", new ArrayList<>(List.of("tea", "cups", "sugar")));
			request.getSession().setAttribute("text", "x".repeat(500));
		});
		return Objects.requireNonNull(response.getCookie("SESSION"));
	}

	/**
	 * Sends a request with a random session.
	 * @throws IllegalStateException if it is not there
	 */
	void send(Request request) {
		boolean[] found = new boolean[1];
		Cookie cookie = this.cookies.get(ThreadLocalRandom.current().nextInt(SESSIONS));
		call(cookie, (received) -> found[0] = request.serve(received));
		if (!found[0]) {
			throw new IllegalStateException(this.name + " has lost a session");
		}
	}

	private MockHttpServletResponse call(@Nullable Cookie cookie, Handler handler) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (cookie != null) {
			request.setCookies(cookie);
		}
		MockHttpServletResponse response = new MockHttpServletResponse();
		HttpServlet servlet = new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				handler.handle(request);
			}
		};
		try {
			new MockFilterChain(servlet, this.filters.toArray(Filter[]::new)).doFilter(request, response);
		}
		catch (IOException | ServletException ex) {
			throw new IllegalStateException(ex);
		}
		return response;
	}

	@Override
	public void close() {
		this.context.close();
		this.server.close();
	}

	/**
	 * What is done with a request.
	 */
	private interface Handler {

		void handle(HttpServletRequest request);

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
