package dev.cachepatterns.simulation;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the cache could not be told of is not served by the JVM that owes it, and by
 * nobody once it is acknowledged; where such writes are rejected, by nobody at all.
 */
@Tag("proof")
class JournalSimulationTests {

	private static final int SCHEDULES = 3_000;

	@BeforeEach
	void silence() {
		Silence.begin();
	}

	@AfterEach
	void end() {
		Silence.end();
	}

	@Test
	void whatIsOwedIsNotServed() {
		JournalSchedules schedules = new JournalSchedules(Mutation.NONE);
		long begin = System.nanoTime();
		Violation violation = schedules.run(Long.getLong("simulation.base", ThreadLocalRandom.current().nextLong()),
				SCHEDULES);
		Counts counts = schedules.counts();
		System.out.printf("Simulation with outages: %s, %,d replayed, %d s%n", counts, counts.replayed,
				(System.nanoTime() - begin) / 1_000_000_000);
		assertThat(violation).isNull();
		assertThat(counts.distinct()).isGreaterThan(SCHEDULES / 2);
		assertThat(counts.hits).isPositive();
		assertThat(counts.loads).isPositive();
		assertThat(counts.publishes).isPositive();
		assertThat(counts.replayed).isPositive();
	}

}
