package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A primary that is killed, or hangs, and whose place a replica takes: the service goes
 * on, and by the judgement of the oracle nothing stale is read.
 */
interface FailoverContract {

	/**
	 * Started servers.
	 */
	Servers started();

	@Test
	default void killedPrimary() {
		failover("kill -9", RedisServer::kill);
	}

	@Test
	default void hangingPrimary() {
		failover("SIGSTOP", RedisServer::hang);
	}

	private void failover(String name, Consumer<RedisServer> fault) {
		try (Servers servers = started(); Fleet fleet = new Fleet(servers.settings())) {
			fleet.awaitHits();
			fleet.awaitEvents(1000);
			RedisServer before = servers.primary().get();
			long broken = System.nanoTime();
			fault.accept(before);
			fleet.awaitHits();
			Duration hit = Duration.ofNanos(System.nanoTime() - broken);
			before.resume();
			fleet.awaitEvents(1000);
			int failed = fleet.stop();
			List<Event> events = fleet.events();
			Verdict found = Oracle.judged(events);
			int wrong = fleet.wrongAtRest();
			System.out.printf(
					"%s, %s: %,d reads (%,d hits), %,d writes; %d failed calls, %d stale reads, %d of what was rolled back, "
							+ "%d rows wrong at rest; slowest call %d ms; first hit on both instances %d ms after the fault%n",
					servers.name(), name, found.reads(), found.hits(), found.writes(), failed, found.stale(),
					found.rolledBack(), wrong, slowest(events).toMillis(), hit.toMillis());
			assertThat(found.evidence()).isEmpty();
			assertThat(failed).as("failed calls").isZero();
			assertThat(wrong).as("wrong at rest").isZero();
			assertThat(found.writes()).isPositive();
			assertThat(servers.primary().get()).isNotSameAs(before);
			assertThat(hit).isLessThan(Duration.ofSeconds(10));
		}
	}

	private static Duration slowest(List<Event> events) {
		return Duration.ofNanos(events.stream().mapToLong((event) -> event.end() - event.begin()).max().orElseThrow());
	}

	/**
	 * Primaries and their replicas.
	 *
	 * @param name what the test prints
	 * @param settings what leads to them
	 * @param primary the primary of the watched row
	 * @param end ends them
	 */
	record Servers(String name, List<String> settings, Supplier<RedisServer> primary,
			Runnable end) implements AutoCloseable {

		@Override
		public void close() {
			this.end.run();
		}

	}

}
