package dev.cachepatterns.benchmarks.measure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Quartiles}.
 */
class QuartilesTests {

	@Test
	void ofWhenOddTakesTheNumberInTheMiddle() {
		assertThat(Quartiles.of(5, 1, 3, 2, 4)).isEqualTo(new Quartiles(2, 3, 4));
	}

	@Test
	void ofWhenEvenInterpolates() {
		assertThat(Quartiles.of(4, 1, 2, 3)).isEqualTo(new Quartiles(1.75, 2.5, 3.25));
	}

	@Test
	void ofWhenOneNumberIsThatNumber() {
		assertThat(Quartiles.of(7)).isEqualTo(new Quartiles(7, 7, 7));
	}

	@Test
	void ofWhenEmptyIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(Quartiles::of);
	}

}
