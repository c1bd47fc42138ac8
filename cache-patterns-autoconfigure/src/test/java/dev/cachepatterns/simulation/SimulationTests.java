package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.jspecify.annotations.Nullable;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The promise holds in every order of operations, on what the production code does.
 * <p>
 * {@code -Dsimulation.seed=...} shows the schedule of a seed again, 1 unless told;
 * {@code -Dsimulation.schedules=...} is the number of random ones, 200,000 unless told;
 * {@code -Dsimulation.limit=...} also tries larger scenarios, up to that number of
 * schedules each. The profile {@code soak} sets both.
 */
@Tag("proof")
class SimulationTests {

	private static final int BATCH = 20_000;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@BeforeEach
	void silence() {
		Silence.begin();
	}

	@AfterEach
	void end() {
		Silence.end();
		this.threads.shutdownNow();
	}

	@Test
	void everyOrderOfOperationsKeepsThePromise() throws Exception {
		long limit = Long.getLong("simulation.limit", 0);
		List<Scenario> scenarios = (limit > 0) ? Scenarios.large() : Scenarios.small();
		Counts counts = run(scenarios, (scenario) -> {
			Exhaustive exhaustive = new Exhaustive(Mutation.NONE, scenario, (limit > 0) ? limit : Long.MAX_VALUE);
			return new Result(exhaustive.explore(), exhaustive.counts());
		});
		assertThat(counts.distinct()).isGreaterThanOrEqualTo(1_000_000);
		assertCaching(counts);
	}

	@Test
	void randomSchedulesWithAccidentsKeepThePromise() throws Exception {
		long base = Long.getLong("simulation.base", ThreadLocalRandom.current().nextLong());
		long schedules = Long.getLong("simulation.schedules", 200_000);
		List<Long> batches = new ArrayList<>();
		for (long i = 0; i < schedules; i += BATCH) {
			batches.add(base + i);
		}
		Counts counts = run(batches, (first) -> {
			RandomSchedules random = new RandomSchedules(Mutation.NONE);
			return new Result(random.run(first, BATCH), random.counts());
		});
		assertThat(counts.distinct()).isGreaterThan(schedules * 9 / 10);
		assertCaching(counts);
	}

	@Test
	void scheduleOfASeed() {
		RandomSchedules schedules = new RandomSchedules(Mutation.NONE);
		List<String> trace = schedules.trace(Long.getLong("simulation.seed", 1));
		System.out.println(String.join("\n", trace));
		assertThat(schedules.trace(Long.getLong("simulation.seed", 1))).isEqualTo(trace);
		assertThat(trace).last().isEqualTo(RandomSchedules.NOTHING_WRONG);
	}

	private <T> Counts run(List<T> parts, Function<T, Result> part) throws Exception {
		long begin = System.nanoTime();
		List<Callable<Result>> calls = new ArrayList<>();
		parts.forEach((one) -> calls.add(() -> part.apply(one)));
		Counts counts = new Counts();
		for (Future<Result> result : this.threads.invokeAll(calls)) {
			assertThat(result.get().violation()).isNull();
			counts.add(result.get().counts());
		}
		System.out.printf("Simulation: %s, %d s%n", counts, (System.nanoTime() - begin) / 1_000_000_000);
		return counts;
	}

	/**
	 * A cache that holds nothing is never stale either.
	 */
	private static void assertCaching(Counts counts) {
		assertThat(counts.hits).isPositive();
		assertThat(counts.fills).isPositive();
		assertThat(counts.refused).isPositive();
		assertThat(counts.publishes).isPositive();
	}

	/**
	 * What has come of a part.
	 */
	private record Result(@Nullable Violation violation, Counts counts) {
	}

}
