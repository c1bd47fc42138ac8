package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 200 callers and a cache that is killed, or hangs: nobody notices but by the time that
 * the database takes.
 */
@ExtendWith(OutputCaptureExtension.class)
interface OutageContract extends FaultyServer {

	Duration TIMEOUT = Duration.ofMillis(200);

	@AfterEach
	default void restartAfterwards() {
		kill();
		restart();
	}

	@Test
	default void killedServerCostsNobodyAnAnswer(CapturedOutput output) {
		outage("kill -9", this::kill, this::restart, output);
	}

	@Test
	default void hangingServerCostsNobodyAnAnswer(CapturedOutput output) {
		outage("SIGSTOP", this::hang, this::resume, output);
	}

	@Test
	default void databaseBearsAsManyLoadsAsConfigured() {
		try (ConfigurableApplicationContext application = start();
				Callers callers = new Callers(application.getBean(Squares.class), true)) {
			Squares squares = application.getBean(Squares.class);
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> hit(squares, 7));
			hang();
			moment(application.getBean(CircuitBreakers.class), State.OPEN);
			int before = squares.loads();
			int answered = callers.answered();
			squares.most();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> squares.loads() > before + 500);
			int most = squares.most();
			System.out.printf(
					"%d callers of %d keys without a cache: %d calls, %d loads, at most %d at once, %d failed%n",
					Callers.THREADS, Callers.KEYS, callers.answered() - answered, squares.loads() - before, most,
					callers.failures());
			assertThat(callers.failures()).isZero();
			assertThat(most).isBetween(1, 8);
			resume();
		}
	}

	@Test
	default void startsWithoutServerAndUsesItWhenItAppears() {
		kill();
		try (ConfigurableApplicationContext application = start()) {
			Squares squares = application.getBean(Squares.class);
			assertThat(squares.square(7)).isEqualTo(49);
			restart();
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> hit(squares, 7));
		}
	}

	private void outage(String name, Runnable fault, Runnable repair, CapturedOutput output) {
		try (ConfigurableApplicationContext application = start("cache-patterns.resilience.max-concurrent-loads=200");
				Callers callers = new Callers(application.getBean(Squares.class), false)) {
			Squares squares = application.getBean(Squares.class);
			CircuitBreakers breakers = application.getBean(CircuitBreakers.class);
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(() -> hit(squares, 7) && breakers.all().iterator().next().getState() == State.CLOSED);
			long before = openings(output);
			long broken = System.nanoTime();
			fault.run();
			long open = moment(breakers, State.OPEN);
			int loads = squares.loads();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> squares.loads() > loads + 5_000);
			long end = System.nanoTime();
			repair.run();
			long repaired = System.nanoTime();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(2))
				.atMost(Duration.ofSeconds(10))
				.until(() -> hit(squares, 7));
			long served = System.nanoTime();
			report(name + " of " + breakers.all().iterator().next().getName(), callers,
					new long[] { broken, open, end, repaired, served });
			assertThat(openings(output) - before).isEqualTo(1);
		}
	}

	private static long openings(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.contains("The cache is out")).count();
	}

	private static void report(String fault, Callers callers, long[] moments) {
		long toOpen = moments[1] - moments[0];
		long toHit = moments[4] - moments[3];
		List<Long> before = callers.added(moments[0] - TIMEOUT.toNanos(), moments[1]);
		List<Long> after = callers.added(moments[1] + TimeUnit.MILLISECONDS.toNanos(20), moments[2]);
		System.out.printf(
				"%s, %d callers: %d failed calls; open after %d ms; added latency p99 %.1f ms until then (%d calls), "
						+ "%.2f ms afterwards (%d calls); first hit %d ms after the repair%n",
				fault, Callers.THREADS, callers.failures(), millis(toOpen), percentile(before) / 1e6, before.size(),
				percentile(after) / 1e6, after.size(), millis(toHit));
		assertThat(callers.failures()).isZero();
		assertThat(Duration.ofNanos(percentile(before))).isLessThan(TIMEOUT.multipliedBy(3));
		assertThat(Duration.ofNanos(percentile(after))).isLessThan(Duration.ofMillis(20));
		assertThat(Duration.ofNanos(toHit)).isLessThan(Duration.ofSeconds(2));
	}

	private static boolean hit(Squares squares, int number) {
		squares.lastLoad();
		squares.square(number);
		return squares.lastLoad() == 0;
	}

	private static long moment(CircuitBreakers breakers, State state) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.atMost(Duration.ofSeconds(10))
			.until(() -> breakers.all().stream().map(CircuitBreaker::getState).anyMatch(state::equals));
		return System.nanoTime();
	}

	private static long millis(long nanos) {
		return TimeUnit.NANOSECONDS.toMillis(nanos);
	}

	private static long percentile(List<Long> sorted) {
		return sorted.isEmpty() ? 0 : sorted.get((int) (sorted.size() * 0.99));
	}

	private ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(backend().toArray(String[]::new))
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
