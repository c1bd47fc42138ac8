package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The simulation sees each deliberate mistake: else it could not see a real one.
 */
@Tag("proof")
class MutationTests {

	private static final int LIMIT = 2_000_000;

	private static final Set<String> SEEN = Set.of("stale read", "stale at rest", "a value that is not committed",
			"a hit where nothing is served", "a value is overwritten");

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
	void storeForMistakesIsCorrectWithoutOne() {
		assertThat(new RandomSchedules(Mutation.CONTROL).run(1, LIMIT / 20)).isNull();
	}

	private static @Nullable Violation caught(Mutation mutation) {
		if (mutation == Mutation.JOINER_WITHOUT_TOKEN || mutation == Mutation.ASYNC_LOAD_BEFORE_LEASE) {
			return new ThreadedSchedules(mutation).run(1, LIMIT / 200);
		}
		if (mutation == Mutation.OFF_IS_NOT_CLEARED) {
			return new OffSchedules(mutation).run(1, LIMIT / 40);
		}
		if (mutation.isOfTable()) {
			return new PolicySchedules(mutation, mutation.policy()).run(1, LIMIT / 40);
		}
		if (mutation.isOfJournal()) {
			return new JournalSchedules(mutation).run(1, LIMIT / 40);
		}
		Violation violation = new RandomSchedules(mutation).run(1, LIMIT / 20);
		for (Scenario scenario : Scenarios.slow()) {
			violation = (violation != null) ? violation
					: new Exhaustive(mutation, scenario.mutated(mutation), LIMIT).explore();
		}
		return (violation != null) ? violation : new RandomSchedules(mutation).run(1, LIMIT);
	}

	@Test
	void everyMistakeIsCaught() throws Exception {
		List<Callable<Caught>> calls = Arrays.stream(Mutation.values())
			.skip(2)
			.map((mutation) -> (Callable<Caught>) () -> Caught.of(mutation))
			.toList();
		List<Caught> all = new ArrayList<>();
		for (Future<Caught> caught : this.threads.invokeAll(calls)) {
			all.add(caught.get());
		}
		all.forEach((caught) -> System.out.print(caught.row()));
		assertThat(all.stream().filter((caught) -> !caught.isSeen()).map(Caught::mutation)).isEmpty();
	}

	/**
	 * What the simulation sees of a mistake.
	 */
	private record Caught(Mutation mutation, @Nullable Violation violation) {

		static Caught of(Mutation mutation) {
			return new Caught(mutation, caught(mutation));
		}

		boolean isSeen() {
			return this.violation != null && SEEN.contains(this.violation.what());
		}

		String row() {
			return "%-31s %-30s %,9d  %s%n".formatted(this.mutation,
					(this.violation != null) ? this.violation.what() : "NOT CAUGHT",
					(this.violation != null) ? this.violation.schedule() : LIMIT, this.mutation.mistake());
		}

	}

}
