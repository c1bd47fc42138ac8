package dev.cachepatterns.sample.session;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.sample.AtlasApplication;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.PostgresServer;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * A person in front of a browser, and instances of <i>Atlas</i> that die.
 */
class BrowserTests {

	private static Chromium chromium;

	private static PostgresServer database;

	private final List<AutoCloseable> running = new ArrayList<>();

	private AtlasProcess one;

	private AtlasProcess two;

	@BeforeAll
	static void start() {
		chromium = Chromium.started();
		database = PostgresServer.started();
		List<String> arguments = new ArrayList<>(List.of("--spring.profiles.active=memory"));
		onDatabase().forEach((setting) -> arguments.add("--" + setting));
		// Makes and fills the tables
		new SpringApplicationBuilder(AtlasApplication.class).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new))
			.close();
	}

	private static List<String> onDatabase() {
		return List.of("spring.datasource.url=" + database.url() + "&reWriteBatchedInserts=true",
				"spring.datasource.username=" + database.user());
	}

	@AfterAll
	static void stop() {
		chromium.close();
		database.close();
	}

	@AfterEach
	void end() throws Exception {
		for (AutoCloseable each : this.running) {
			each.close();
		}
	}

	@Test
	void sessionOnRedisOutlivesTheInstance() {
		sessionOutlivesTheInstance(RedisServer.started(), "redis");
	}

	@Test
	void sessionOnMemcachedOutlivesTheInstance() {
		sessionOutlivesTheInstance(MemcachedServer.started(), "memcached");
	}

	private void sessionOutlivesTheInstance(CacheServer cache, String profile) {
		startInstances(cache, profile);
		Window window = Window.of(chromium, profile);
		photographed(window, () -> {
			logsInAndAddsAFavourite(window);
			isLoggedIn(window, this.two, "Reykjavík");
			restart(this.one);
			isLoggedIn(window, this.two, "Reykjavík");
			window.press("Log out");
			assertThat(window.page()).hasURL(this.two.url("/login?out"));
			this.one.started();
			isLoggedOut(window, this.one);
		});
	}

	@Test
	void durableSessionOutlivesTheCache() {
		CacheServer cache = RedisServer.started();
		startInstances(cache, "redis,durable");
		Window window = Window.of(chromium, "durable");
		Window elsewhere = Window.of(chromium, "elsewhere");
		photographed(window, () -> {
			logsInAndAddsAFavourite(window);
			elsewhere.opens(this.two);
			elsewhere.logsIn();
			isLoggedIn(window, this.two, "Reykjavík");
			cache.kill();
			isLoggedIn(window, this.two, "Reykjavík");
			window.adds("Reykjanesbær");
			isLoggedIn(window, this.one, "Reykjanesbær");
			restart(this.one);
			cache.start();
			isLoggedIn(window, this.two, "Reykjavík", "Reykjanesbær");
			window.press("Log out everywhere");
			assertThat(window.page()).hasURL(this.two.url("/login?everywhere"));
			this.one.started();
			isLoggedOut(window, this.one);
			isLoggedOut(elsewhere, this.two);
		});
	}

	private void startInstances(CacheServer cache, String profiles) {
		this.running.add(cache);
		List<String> settings = new ArrayList<>(cache.settings(cache.port()));
		settings.add("spring.profiles.active=" + profiles);
		settings.addAll(onDatabase());
		// They may have to wait for the processor
		settings.addAll(List.of("cache-patterns.resilience.timeout=3s", "spring.data.redis.timeout=3s",
				"spring.data.redis.connect-timeout=3s"));
		this.one = run(AtlasProcess.starting(settings));
		this.two = run(AtlasProcess.starting(settings)).started();
		this.one.started();
	}

	private AtlasProcess run(AtlasProcess instance) {
		this.running.add(instance);
		return instance;
	}

	private void restart(AtlasProcess instance) {
		this.one = run(instance.killedAndStarting());
	}

	private void logsInAndAddsAFavourite(Window window) {
		window.opens(this.one);
		assertThat(window.page()).hasURL(this.one.url("/login"));
		window.photograph("login");
		window.logsIn();
		isLoggedIn(window, this.one);
		window.adds("Reykjavík");
		assertThat(window.page().locator("#message")).hasText("Reykjavík is one of your favourites.");
		window.photograph("favourite");
	}

	private static void isLoggedIn(Window window, AtlasProcess instance, String... favourites) {
		window.opens(instance);
		assertThat(window.page().locator("#user")).hasText("Logged in as ada");
		assertThat(window.page().locator("#instance")).containsText("port " + instance.port());
		for (String favourite : favourites) {
			assertThat(window.page().locator("#favourites")).containsText(favourite);
		}
	}

	private static void isLoggedOut(Window window, AtlasProcess instance) {
		window.opens(instance);
		assertThat(window.page()).hasURL(instance.url("/login"));
	}

	/**
	 * Keeps what the window shows where something is not as it should be.
	 */
	private static void photographed(Window window, Runnable visit) {
		try {
			visit.run();
		}
		catch (Throwable ex) {
			window.photograph("failure");
			throw ex;
		}
	}

}
