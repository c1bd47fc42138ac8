package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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

	@BeforeEach
	void silence() {
		Silence.begin();
	}

	@AfterEach
	void end() {
		Silence.end();
	}

	@Test
	void storeForMistakesIsCorrectWithoutOne() {
		assertThat(new RandomSchedules(Mutation.CONTROL).run(1, LIMIT / 4)).isNull();
	}

	private static @Nullable Violation caught(Mutation mutation) {
		if (mutation == Mutation.JOINER_WITHOUT_TOKEN || mutation == Mutation.ASYNC_LOAD_BEFORE_LEASE) {
			return new ThreadedSchedules(mutation).run(1, LIMIT / 200);
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
	void everyMistakeIsCaught() {
		List<Mutation> survivors = new ArrayList<>();
		StringBuilder table = new StringBuilder();
		Arrays.stream(Mutation.values()).skip(2).forEach((mutation) -> {
			Violation violation = caught(mutation);
			if (violation == null || !SEEN.contains(violation.what())) {
				survivors.add(mutation);
			}
			table.append(
					"%-31s %-30s %,9d  %s%n".formatted(mutation, (violation != null) ? violation.what() : "NOT CAUGHT",
							(violation != null) ? violation.schedule() : LIMIT, mutation.mistake()));
		});
		System.out.println(table);
		assertThat(survivors).isEmpty();
	}

}
