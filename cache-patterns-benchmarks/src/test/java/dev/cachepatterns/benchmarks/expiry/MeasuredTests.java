package dev.cachepatterns.benchmarks.expiry;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.report.Goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Measured} and {@link Waits}.
 */
class MeasuredTests {

	@Test
	void quantileIsTheNearestRank() {
		Waits waits = waits(1000, 1);
		assertThat(waits.quantile(0.5)).isEqualTo(0.5);
		assertThat(waits.quantile(0.999)).isEqualTo(0.999);
		assertThat(waits.quantile(1)).isEqualTo(1);
	}

	@Test
	void allIsOfAllParts() {
		Waits all = Waits.all(List.of(waits(10, 3), waits(1000, 1)));
		assertThat(all.sorted()).hasSize(1010).isSorted();
		assertThat(all.loads()).isEqualTo(14);
	}

	@Test
	void goalIsMetUpToItsLimit() {
		assertThat(Measured.goals(List.of(measured(12)))).extracting(Goal::met).containsExactly(true);
		assertThat(Measured.goals(List.of(measured(13)))).extracting(Goal::met).containsExactly(false);
	}

	@Test
	void ratioIsTakenWithinEachRound() {
		Measured disturbed = new Measured("cache-patterns", List.of(waits(1000, 11), waits(1000, 110)),
				List.of(waits(1000, 10), waits(1000, 100)));
		assertThat(disturbed.ratio().median()).isCloseTo(1.1, within(1e-9));
	}

	private static Measured measured(long factor) {
		return new Measured("cache-patterns", List.of(waits(1000, factor)), List.of(waits(1000, 10)));
	}

	/**
	 * From a factor to a thousand times that.
	 */
	private static Waits waits(int count, long factor) {
		return Waits.of(LongStream.rangeClosed(1, count).map((i) -> (count + 1 - i) * factor).toArray(), 7);
	}

}
