package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.pattern.Mode;
import dev.cachepatterns.testing.CacheServer;
import dev.cachepatterns.testing.TcpProxy;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 200 callers and a cache that is killed, hangs, cannot be reached or is slow: nobody
 * notices but by the time that the database takes.
 */
@ExtendWith(OutputCaptureExtension.class)
interface OutageContract {

	/**
	 * The server, which every test finds and leaves running.
	 */
	CacheServer server();

	@AfterEach
	default void restartAfterwards() {
		server().kill();
		server().start();
	}

	@Test
	default void killedServerCostsNobodyAnAnswer(CapturedOutput output) {
		outage(Outage.killed(server()), output);
	}

	@Test
	default void hangingServerCostsNobodyAnAnswer(CapturedOutput output) {
		outage(Outage.hanging(server()), output);
	}

	@Test
	default void blackHoleCostsNobodyAnAnswer(CapturedOutput output) {
		try (TcpProxy way = TcpProxy.to(server().port())) {
			outage(Outage.blackHole(way), output);
		}
	}

	@Test
	default void slowServerCostsNobodyAnAnswer(CapturedOutput output) {
		try (TcpProxy way = TcpProxy.to(server().port())) {
			outage(Outage.slow(way), output);
		}
	}

	@Test
	default void databaseBearsAsManyLoadsAsConfigured() {
		try (TcpProxy way = TcpProxy.to(server().port());
				ConfigurableApplicationContext application = start(way.port());
				Callers callers = new Callers(application.getBean(Squares.class), true)) {
			for (Outage outage : List.of(Outage.cut(way), Outage.hanging(server()), Outage.blackHole(way),
					Outage.slow(way))) {
				bears(outage, application, callers);
			}
		}
	}

	private static void bears(Outage outage, ConfigurableApplicationContext application, Callers callers) {
		Squares squares = application.getBean(Squares.class);
		CircuitBreakers breakers = application.getBean(CircuitBreakers.class);
		awaitHits(squares, breakers);
		CompletableFuture<Long> opened = opened(breakers.all().iterator().next());
		outage.fault().run();
		opened.orTimeout(10, TimeUnit.SECONDS).join();
		int before = squares.loads();
		int answered = callers.answered();
		squares.most();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> squares.loads() > before + 250);
		int most = squares.most();
		System.out.printf("%s of %s, %d callers of %d keys: %d calls, %d loads, at most %d at once, %d failed%n",
				outage.name(), name(breakers), Callers.THREADS, Callers.KEYS, callers.answered() - answered,
				squares.loads() - before, most, callers.failures());
		assertThat(callers.failures()).isZero();
		assertThat(most).isBetween(1, 8);
		outage.repair().run();
	}

	@Test
	default void startsWithoutServerAndUsesItWhenItAppears() {
		server().kill();
		try (ConfigurableApplicationContext application = start(server().port())) {
			Squares squares = application.getBean(Squares.class);
			assertThat(squares.square(7)).isEqualTo(49);
			server().start();
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> hit(squares, 7));
		}
	}

	private void outage(Outage outage, CapturedOutput output) {
		try (ConfigurableApplicationContext application = start(outage.port(),
				"cache-patterns.resilience.max-concurrent-loads=200");
				Callers callers = new Callers(application.getBean(Squares.class), false)) {
			Squares squares = application.getBean(Squares.class);
			CircuitBreakers breakers = application.getBean(CircuitBreakers.class);
			awaitHits(squares, breakers);
			long bare = System.nanoTime();
			long cached = runWithoutACache(application);
			awaitHits(squares, breakers);
			long openings = openings(output);
			CompletableFuture<Long> opened = opened(breakers.all().iterator().next());
			long broken = System.nanoTime();
			outage.fault().run();
			long open = opened.orTimeout(10, TimeUnit.SECONDS).join();
			int loads = squares.loads();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> squares.loads() > loads + 3_000);
			long repaired = System.nanoTime();
			outage.repair().run();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.atMost(Duration.ofSeconds(10))
				.until(() -> hit(squares, 7));
			new Latencies(bare, cached, broken, open, repaired, System.nanoTime())
				.report("%s of %s".formatted(outage.name(), name(breakers)), callers);
			assertThat(openings(output) - openings).isEqualTo(1);
		}
	}

	/**
	 * Lets the callers be without a cache for a while.
	 * @return when they have one again
	 */
	private static long runWithoutACache(ConfigurableApplicationContext application) {
		PatternCache cache = (PatternCache) Objects
			.requireNonNull(application.getBean(CacheManager.class).getCache("squares"));
		Squares squares = application.getBean(Squares.class);
		int loads = squares.loads();
		cache.switchTo(Mode.OFF);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> squares.loads() > loads + 3_000);
		long end = System.nanoTime();
		cache.switchTo(Mode.ON);
		return end;
	}

	/**
	 * Waits until every caller is served by the cache, and nothing was loaded for a
	 * while.
	 */
	private static void awaitHits(Squares squares, CircuitBreakers breakers) {
		AtomicInteger before = new AtomicInteger();
		Awaitility.await().during(Duration.ofMillis(400)).atMost(Duration.ofSeconds(20)).until(() -> {
			int loads = squares.loads();
			return hit(squares, 7) && breakers.all().iterator().next().getState() == State.CLOSED
					&& before.getAndSet(loads) == loads;
		});
	}

	private static String name(CircuitBreakers breakers) {
		return breakers.all().iterator().next().getName();
	}

	private static long openings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("The cache is out")).count();
	}

	private static boolean hit(Squares squares, int number) {
		squares.lastLoad();
		squares.square(number);
		return squares.lastLoad() == 0;
	}

	/**
	 * When it opens next, as {@link System#nanoTime()}.
	 */
	private static CompletableFuture<Long> opened(CircuitBreaker breaker) {
		CompletableFuture<Long> opened = new CompletableFuture<>();
		breaker.getEventPublisher().onStateTransition((event) -> {
			if (event.getStateTransition().getToState() == State.OPEN) {
				opened.complete(System.nanoTime());
			}
		});
		return opened;
	}

	private ConfigurableApplicationContext start(int port, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(server().settings(port).toArray(String[]::new))
			.properties(properties)
			.run();
	}

	/**
	 * An application that knows squares.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Squares squares() {
			return new Squares();
		}

	}

}
