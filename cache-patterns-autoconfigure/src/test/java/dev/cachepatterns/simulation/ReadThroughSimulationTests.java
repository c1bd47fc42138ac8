package dev.cachepatterns.simulation;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise holds for callers that join each other's loads.
 */
@Tag("proof")
class ReadThroughSimulationTests {

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
	void callersThatJoinLoadsAreNeverStale() {
		ThreadedSchedules schedules = new ThreadedSchedules(Mutation.NONE);
		long begin = System.nanoTime();
		Violation violation = schedules.run(Long.getLong("simulation.base", ThreadLocalRandom.current().nextLong()),
				SCHEDULES);
		Counts counts = schedules.counts();
		System.out.printf("Simulation with threads: %s, %,d joined, %d s%n", counts, counts.joined,
				(System.nanoTime() - begin) / 1_000_000_000);
		assertThat(violation).isNull();
		assertThat(counts.distinct()).isGreaterThan(SCHEDULES / 2);
		assertThat(counts.hits).isPositive();
		assertThat(counts.loads).isPositive();
		assertThat(counts.joined).isPositive();
		assertThat(counts.fills).isPositive();
		assertThat(counts.publishes).isPositive();
	}

}
