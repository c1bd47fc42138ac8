package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.journal.Journal;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreException;
import dev.cachepatterns.testing.CacheServer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers and writers, and a server that is killed, restarted, stopped and resumed at
 * random: nobody fails or reads what is old, all is served by the cache again, and
 * nothing is left behind. Takes as long as the system property {@code outage.seconds}
 * says, 3 if it says nothing; the profile {@code soak} sets ten minutes.
 */
interface SoakContract {

	Duration TIME = Duration.ofSeconds(Integer.getInteger("outage.seconds", 3));

	/**
	 * The server, which every test finds and leaves running.
	 */
	CacheServer server();

	@Test
	default void writesWithoutAConnectionLeaveNothingToTakeAway() {
		try (ConfigurableApplicationContext application = start()) {
			Versions versions = application.getBean(Versions.class);
			CircuitBreakers breakers = application.getBean(CircuitBreakers.class);
			Awaitility.await().until(() -> hit(versions, 1));
			server().kill();
			Awaitility.await().until(() -> {
				versions.read(1);
				return breakers.all().iterator().next().getState() != CircuitBreaker.State.CLOSED;
			});
			for (int row = 0; row < VersionChecks.ROWS; row++) {
				versions.write(row);
			}
			assertThat(breakers.orphans().run()).isFalse();
		}
	}

	@Test
	default void randomFaultsLeaveNothingBehind() {
		long seed = System.nanoTime();
		try (ConfigurableApplicationContext application = start()) {
			Versions versions = application.getBean(Versions.class);
			try (VersionChecks checks = new VersionChecks(versions)) {
				Awaitility.await().until(() -> checks.reads() > 5_000);
				Leftovers before = Leftovers.now(server().connections());
				int faults = faults(new Random(seed), application);
				long repaired = System.nanoTime();
				awaitServed(application);
				long served = System.nanoTime() - repaired;
				Leftovers after = Leftovers.now(server().connections());
				System.out.printf(
						"%s, seed %d: %d faults in %d s, %,d reads, %,d writes, %d failed, %d stale; all rows served after %d ms; %s before, %s after, more threads %s%n",
						getClass().getSimpleName(), seed, faults, TIME.toSeconds(), checks.reads(), checks.writes(),
						checks.failures(), checks.stale(), TimeUnit.NANOSECONDS.toMillis(served), before, after,
						after.threadsSince(before));
				assertThat(checks.failures()).isZero();
				assertThat(checks.stale()).isZero();
				assertThat(after.threadsSince(before).values()).allMatch((more) -> more <= 8);
				assertThat(after.connections()).isLessThanOrEqualTo(before.connections() + 1);
				assertThat(after.megabytes()).isLessThanOrEqualTo(before.megabytes() + 24);
			}
			assertThat(rowsLeftOld(versions)).isEmpty();
		}
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(server().settings(server().port()).toArray(String[]::new))
			.run();
	}

	private int faults(Random random, ConfigurableApplicationContext application) {
		long end = System.nanoTime() + TIME.toNanos();
		int faults = 0;
		while (System.nanoTime() - end < 0) {
			boolean killed = random.nextBoolean();
			pause(random);
			if (killed) {
				server().kill();
			}
			else {
				server().hang();
			}
			pause(random);
			if (killed) {
				server().start();
			}
			else {
				server().resume();
			}
			faults++;
			if (random.nextInt(4) == 0) {
				awaitServed(application);
			}
		}
		return faults;
	}

	private static void pause(Random random) {
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20, 1_200)));
	}

	/**
	 * Waits until each row was served by the cache.
	 */
	private static void awaitServed(ConfigurableApplicationContext application) {
		Versions versions = application.getBean(Versions.class);
		Set<Integer> unserved = IntStream.range(0, VersionChecks.ROWS)
			.boxed()
			.collect(Collectors.toCollection(TreeSet::new));
		try {
			Awaitility.await().until(() -> {
				unserved.removeIf((row) -> hit(versions, row));
				return unserved.isEmpty();
			});
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError(state(application, unserved), ex);
		}
	}

	private static String state(ConfigurableApplicationContext application, Set<Integer> unserved) {
		return "rows that are not served, with breakers %s, journal %s, and: %s".formatted(
				application.getBean(CircuitBreakers.class).all().stream().map(CircuitBreaker::getState).toList(),
				application.getBean(Journal.class).counts(),
				unserved.stream().map((row) -> "\n" + row + " is " + entry(application, row)).toList());
	}

	private static String entry(ConfigurableApplicationContext application, int row) {
		PatternCache cache = (PatternCache) Objects
			.requireNonNull(application.getBean(CacheManager.class).getCache("versions"));
		try {
			return application.getBean(CacheStore.class)
				.get(cache.used(Caller.ANYONE, cache.prefix()).entry(row))
				.toString();
		}
		catch (StoreException ex) {
			return ex.toString();
		}
	}

	private static boolean hit(Versions versions, int row) {
		versions.loaded();
		versions.read(row);
		return !versions.loaded();
	}

	private static List<Integer> rowsLeftOld(Versions versions) {
		return IntStream.range(0, VersionChecks.ROWS)
			.filter((row) -> versions.read(row) != versions.row(row))
			.boxed()
			.toList();
	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Versions versions() {
			return new Versions(VersionChecks.ROWS);
		}

	}

}
