package dev.cachepatterns.simulation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise holds in every order of operations.
 */
class SimulationTests {

	@Test
	void randomSchedulesAreNeverStale() {
		for (int i = 0; i < 3; i++) {
			RandomSchedules schedules = new RandomSchedules(Mutation.NONE);
			long begin = System.nanoTime();
			Violation violation = schedules.run(Long.getLong("simulation.base", 1L + i * 1000000), 100_000);
			System.out.println(schedules.counts() + " " + (System.nanoTime() - begin) / 1_000_000 + " ms");
			assertThat(violation).isNull();
		}
	}

	@Test
	void mutant() {
		RandomSchedules schedules = new RandomSchedules(Mutation.FILL_WITHOUT_COMPARE);
		Violation violation = schedules.run(Long.getLong("simulation.base", 1L), 100_000);
		System.out.println(violation.schedule() + violation.what());
	}

}
