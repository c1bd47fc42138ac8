package dev.cachepatterns.simulation;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM whose cache was off serves nothing that is older than a write which has passed
 * the cache by meanwhile, in whichever JVM.
 */
@Tag("proof")
class OffSimulationTests {

	private static final long NUMBER = SeededSchedules.NUMBER / 4;

	@BeforeEach
	void silence() {
		Silence.begin();
	}

	@AfterEach
	void end() {
		Silence.end();
	}

	@Test
	void whatHasPassedACacheByThatWasOffIsNotServed() {
		OffSchedules schedules = new OffSchedules(Mutation.NONE);
		long begin = System.nanoTime();
		Violation violation = schedules.run(Long.getLong("simulation.base", ThreadLocalRandom.current().nextLong()),
				NUMBER);
		Counts counts = schedules.counts();
		System.out.printf("Simulation of caches that are off: %s, %d s%n", counts,
				(System.nanoTime() - begin) / 1_000_000_000);
		assertThat(violation).isNull();
		assertThat(counts.distinct()).isGreaterThan(NUMBER / 2);
		assertThat(counts.hits).isPositive();
		assertThat(counts.loads).isPositive();
		assertThat(counts.publishes).isPositive();
	}

}
