package dev.cachepatterns.sample.session;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A visitor who keeps their cookies, and goes to any instance with them. Redirections are
 * shown, not followed.
 *
 * @param client the client
 * @param cookies what it keeps
 */
record Visitor(HttpClient client, CookieManager cookies) {

	private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	static Visitor arrives() {
		CookieManager cookies = new CookieManager();
		return new Visitor(HttpClient.newBuilder().cookieHandler(cookies).build(), cookies);
	}

	/**
	 * Somebody else with the same cookies.
	 */
	Visitor copied() {
		Visitor other = arrives();
		this.cookies.getCookieStore()
			.getCookies()
			.forEach((cookie) -> other.cookies.getCookieStore().add(URI.create("http://localhost"), copy(cookie)));
		return other;
	}

	private static HttpCookie copy(HttpCookie cookie) {
		return (HttpCookie) cookie.clone();
	}

	/**
	 * Forgets a cookie.
	 */
	void loses(String name) {
		this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.toList()
			.forEach((cookie) -> this.cookies.getCookieStore().remove(null, cookie));
	}

	/**
	 * The value of a cookie, empty without one.
	 */
	String cookie(String name) {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals(name))
			.map(HttpCookie::getValue)
			.collect(Collectors.joining());
	}

	HttpResponse<String> get(int port, String path) {
		return get(port, path, "text/html");
	}

	HttpResponse<String> get(int port, String path, String accept) {
		return send(to(port, path).header("Accept", accept));
	}

	/**
	 * Sends the form of a page.
	 */
	HttpResponse<String> submit(int port, String page, String action, Map<String, String> fields) {
		Matcher token = CSRF.matcher(get(port, page).body());
		String form = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&", "", token.find() ? "&_csrf=" + token.group(1) : ""));
		return send(to(port, action).header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(form)));
	}

	HttpResponse<String> logsIn(int port) {
		return submit(port, "/login", "/login", Map.of("username", "ada", "password", "analytical"));
	}

	/**
	 * What an instance says of the session.
	 */
	JsonNode session(int port) {
		HttpResponse<String> response = get(port, "/session", "application/json");
		if (response.statusCode() != 200) {
			throw new IllegalStateException("%d: %s".formatted(response.statusCode(), response.body()));
		}
		return JsonMapper.shared().readTree(response.body());
	}

	/**
	 * The name under which they are logged in, empty if they are not.
	 */
	String name(int port) {
		return session(port).get("user").asString("");
	}

	private static HttpRequest.Builder to(int port, String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
