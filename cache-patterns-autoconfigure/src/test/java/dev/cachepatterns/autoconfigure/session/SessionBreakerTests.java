package dev.cachepatterns.autoconfigure.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.cachepatterns.autoconfigure.session.SessionAutoConfigurationTests.Application;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.resilience.Node;
import dev.cachepatterns.session.SessionRejectedException;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The circuit breakers of sessions, on real servers that hang, are killed and refuse.
 */
@Tag("alone")
@Tag("session")
class SessionBreakerTests {

	private static final int REQUESTS = 50;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static RedisServer redis;

	private static MemcachedServer memcached;

	@BeforeAll
	static void start() {
		redis = RedisServer.started();
		memcached = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		redis.close();
		memcached.close();
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "MEMCACHED", "REDIS", "REDIS_INDEXED" })
	void outageCostsTheFirstRequestsATimeoutAndNoOther(Kind kind) {
		instance(kind, (one) -> {
			Node node = node(one);
			Browser browser = new Browser();
			browser.write(one, "name", "Ada");
			CacheServer server = server(kind);
			server.hang();
			try {
				open(node, () -> browser.read(one, "name"));
				assertNotAsked(kind, one, browser);
				assertThat(new Browser().write(one, "name", "Eve")).isEqualTo(503);
			}
			finally {
				server.resume();
			}
			Awaitility.await().atMost(PATIENCE).until(() -> node.is("closed"));
			assertThat(browser.read(one, "name")).isEqualTo("Ada");
			killAndStart(one, browser, server);
		});
	}

	private static void assertNotAsked(Kind kind, ApplicationContext one, Browser browser) {
		Node node = node(one);
		long before = node.notPermitted();
		long began = System.nanoTime();
		for (int i = 0; i < REQUESTS; i++) {
			assertThat(browser.write(one, "name", "Eve")).isEqualTo(503);
		}
		System.out.printf("%s hangs: %d requests were answered with 503 in %d ms, and %d calls not made%n", kind,
				REQUESTS, (System.nanoTime() - began) / 1_000_000, node.notPermitted() - before);
		assertThat(node.notPermitted() - before).isGreaterThanOrEqualTo(REQUESTS);
		assertThat(one.getBean(MeterRegistry.class)
			.get("cache.circuitbreaker.not.permitted")
			.tags("node", node.name())
			.functionCounter()
			.count()).isEqualTo(node.notPermitted());
	}

	private static void killAndStart(ApplicationContext one, Browser browser, CacheServer server) {
		Node node = node(one);
		server.kill();
		open(node, () -> assertThat(browser.write(one, "name", "Eve")).isEqualTo(503));
		server.start();
		Awaitility.await().atMost(PATIENCE).until(() -> node.is("closed"));
		assertThat(browser.read(one, "name")).isNull();
		assertThat(browser.write(one, "name", "Grace")).isEqualTo(200);
		assertThat(browser.read(one, "name")).isEqualTo("Grace");
	}

	@Test
	void whatMemcachedRefusesIsNoOutage() {
		instance(Kind.MEMCACHED, (one) -> {
			Browser browser = new Browser();
			browser.write(one, "name", "Ada");
			for (int i = 0; i < REQUESTS; i++) {
				assertThatExceptionOfType(SessionRejectedException.class)
					.isThrownBy(() -> browser.write(one, "name", new byte[2_000_000]));
			}
			assertThat(node(one).is("closed")).isTrue();
			assertThat(browser.read(one, "name")).isEqualTo("Ada");
		});
	}

	@Test
	void whatRedisRefusesIsNoOutage() {
		instance(Kind.REDIS, (one) -> {
			Browser browser = new Browser();
			browser.write(one, "name", "Ada");
			String id = id(one, browser);
			redis.command("SET", "spring:session:sessions:" + id, "x");
			for (int i = 0; i < REQUESTS; i++) {
				assertThatExceptionOfType(RedisSystemException.class).isThrownBy(() -> browser.read(one, "name"));
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> new Browser().write(one, "name", new Object()));
			}
			assertThat(node(one).is("closed")).isTrue();
		});
	}

	@Test
	void redisThatTakesNoWritesIsOutUntilItDoes() {
		instance(Kind.REDIS, (one) -> {
			Node node = node(one);
			Browser browser = new Browser();
			browser.write(one, "name", "Ada");
			redis.command("REPLICAOF", "127.0.0.1", "1");
			try {
				open(node, () -> assertThat(browser.write(one, "name", "Eve")).isEqualTo(503));
			}
			finally {
				redis.command("REPLICAOF", "NO", "ONE");
			}
			Awaitility.await().atMost(PATIENCE).until(() -> node.is("closed"));
			assertThat(browser.read(one, "name")).isEqualTo("Ada");
		});
	}

	@Test
	void nodeThatIsOutTakesOnlyItsOwnSessions() {
		try (MemcachedServer other = MemcachedServer.started()) {
			String nodes = "localhost:" + memcached.port() + ",localhost:" + other.port();
			instance(Kind.MEMCACHED, (one) -> {
				List<Browser> browsers = IntStream.range(0, REQUESTS).mapToObj((i) -> new Browser()).toList();
				browsers.forEach((browser) -> browser.write(one, "name", "Ada"));
				Map<String, Node> known = nodes(one).stream().collect(Collectors.toMap(Node::name, (node) -> node));
				Node out = known.get("sessions-localhost:" + other.port());
				other.kill();
				open(out, () -> browsers.forEach((browser) -> browser.write(one, "more", "x")));
				long refused = browsers.stream().filter((browser) -> browser.write(one, "more", "x") == 503).count();
				System.out.printf("One node of two is out: %d of %d sessions with it%n", refused, REQUESTS);
				assertThat(refused).isBetween(1L, REQUESTS - 1L);
				assertThat(known.get("sessions-localhost:" + memcached.port()).is("closed")).isTrue();
			}, "cache-patterns.memcached.servers=" + nodes);
		}
	}

	private static String id(ApplicationContext one, Browser browser) {
		String[] id = new String[1];
		browser.call(one, (request) -> id[0] = request.getSession().getId());
		return id[0];
	}

	private static void open(Node node, Runnable request) {
		for (int i = 0; i < REQUESTS && node.is("closed"); i++) {
			request.run();
		}
		assertThat(node.is("closed")).isFalse();
	}

	private static Node node(ApplicationContext one) {
		List<Node> nodes = nodes(one);
		if (nodes.isEmpty()) {
			new Browser().write(one, "first", "x");
		}
		return nodes.get(0);
	}

	private static List<Node> nodes(ApplicationContext one) {
		List<Node> nodes = new CopyOnWriteArrayList<>();
		one.getBean(CallBreakers.class).listen(nodes::add);
		return nodes;
	}

	private static CacheServer server(Kind kind) {
		return (kind == Kind.MEMCACHED) ? memcached : redis;
	}

	private static void instance(Kind kind, Consumer<ApplicationContext> test, String... more) {
		new WebApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues(kind.settings().toArray(String[]::new))
			.withPropertyValues("cache-patterns.session.enabled=true", "spring.data.redis.port=" + redis.port(),
					"cache-patterns.memcached.servers=localhost:" + memcached.port(),
					"cache-patterns.key-prefix=" + UUID.randomUUID(), "cache-patterns.resilience.timeout=200ms",
					"cache-patterns.session.touch-interval=0", "spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID())
			.withPropertyValues(more)
			.run((one) -> {
				assertThat(one).hasNotFailed();
				test.accept(one);
			});
	}

}
