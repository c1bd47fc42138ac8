package dev.cachepatterns.simulation;

import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/consistency.md promises of writes while the cache cannot be reached holds for
 * each of its settings, also when the JVM that owes something dies.
 */
@Tag("proof")
class PolicySimulationTests {

	private static final long NUMBER = SeededSchedules.NUMBER / 4;

	@BeforeEach
	void silence() {
		Silence.begin();
	}

	@AfterEach
	void end() {
		Silence.end();
	}

	@ParameterizedTest
	@EnumSource
	void whatIsPromisedOfAPolicyHolds(Policy policy) {
		PolicySchedules schedules = new PolicySchedules(Mutation.NONE, policy);
		long begin = System.nanoTime();
		Violation violation = schedules.run(Long.getLong("simulation.base", ThreadLocalRandom.current().nextLong()),
				NUMBER);
		Counts counts = schedules.counts();
		System.out.printf("Simulation of %s: %s, %,d replayed, %,d crashes, %,d of which left an old value, %d s%n",
				policy, counts, counts.replayed, schedules.crashes(), schedules.outdated(),
				(System.nanoTime() - begin) / 1_000_000_000);
		assertThat(violation).isNull();
		assertThat(counts.distinct()).isGreaterThan(NUMBER / 2);
		assertThat(counts.hits).isPositive();
		assertThat(counts.loads).isPositive();
		assertThat(counts.publishes).isPositive();
		assertThat(schedules.crashes()).isPositive();
		assertThat(schedules.outdated() > 0).isEqualTo(policy == Policy.DEFAULT);
		if (policy != Policy.REJECT) {
			assertThat(counts.replayed).isPositive();
		}
	}

}
