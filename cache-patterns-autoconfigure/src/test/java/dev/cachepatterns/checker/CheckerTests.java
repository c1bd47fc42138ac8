package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import dev.cachepatterns.checker.Cell.Promise;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real processes on real servers: some cells, and more of them until loads and commits
 * have overlapped 10,000 times. With {@code -Dchecker.overlaps=1000000}, or the profile
 * {@code checker}, all cells, and those in which most happens until there are so many.
 * {@code -Dchecker.only=...} leaves those out whose names do not contain it.
 */
@Tag("alone")
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckerTests {

	private static final int LEAST = 10_000;

	private static final Duration BOUND = Duration.ofMillis(500);

	private static final String ONLY = System.getProperty("checker.only", "");

	private static final int OVERLAPS = Integer.getInteger("checker.overlaps", LEAST);

	private final Map<String, Result> results = new LinkedHashMap<>();

	private Checker checker;

	@BeforeAll
	void start() {
		this.checker = new Checker();
	}

	@AfterAll
	void stop() {
		this.checker.close();
		System.out.println(Result.HEAD);
		this.results.values().forEach(System.out::println);
		System.out.println(overlaps() + " overlaps of load and commit with this library");
	}

	@TestFactory
	Stream<DynamicTest> keepsItsPromise() {
		boolean all = OVERLAPS > LEAST;
		List<Cell> first = wanted(all ? Cells.all() : Cells.some());
		List<Cell> fast = wanted(Cells.fast(all ? Cells.LONG : Cells.SHORT));
		List<Cell> others = fast.isEmpty() ? first : fast;
		assertThat(others).as("cells with overlaps that are called '%s'", ONLY).anyMatch((cell) -> !cell.isNaive());
		Stream<Cell> more = Stream.generate(() -> others)
			.takeWhile((cells) -> overlaps() < OVERLAPS)
			.flatMap(List::stream);
		return Stream.concat(first.stream(), more)
			.map((cell) -> DynamicTest.dynamicTest(cell.name() + ", " + cell.backend(), () -> check(cell)));
	}

	private static List<Cell> wanted(List<Cell> cells) {
		return cells.stream().filter((cell) -> cell.name().contains(ONLY)).toList();
	}

	private void check(Cell cell) {
		Result result = this.checker.run(cell);
		this.results.merge(result.name(), result, Result::plus);
		Verdict found = result.verdict();
		if (cell.promise() == Promise.BROKEN) {
			assertThat(found.stale()).as("the oracle sees").isPositive();
		}
		if (cell.promise() == Promise.STRICT || cell.promise() == Promise.STRICT_AND_FAST) {
			assertThat(found.evidence()).as(result.toString()).isEmpty();
			assertThat(result.wrongAtRest()).as("wrong at rest").isZero();
			assertThat(result.failures()).as("failed calls").matches((failed) -> cell.mayFail() || failed == 0);
			assertThat(found.reads()).isPositive();
			assertThat(found.writes()).isPositive();
		}
		if (cell.promise() == Promise.BOUNDED) {
			assertThat(found.longest()).as(result.toString()).isLessThan(BOUND);
			assertThat(found.rolledBack()).isZero();
			assertThat(result.wrongAtRest()).as("wrong at rest").isZero();
		}
		if (cell.promise() == Promise.STRICT_AND_FAST) {
			assertThat(found.hitRatio()).as("hit ratio").isGreaterThan(0.8);
		}
	}

	private long overlaps() {
		return this.results.values()
			.stream()
			.filter((result) -> !result.cell().isNaive())
			.mapToLong((result) -> result.verdict().overlaps())
			.sum();
	}

}
