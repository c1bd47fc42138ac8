package dev.cachepatterns.sample.country;

import dev.cachepatterns.sample.place.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Sphere}.
 */
class SphereTests {

	@Test
	void kilometresFromParisToLondon() {
		assertThat(Sphere.kilometres(at(48.85341, 2.3488), at(51.50853, -0.12574))).isCloseTo(344, within(1.0));
	}

	@Test
	void kilometresWhenAcrossThe180thMeridianTakesTheShortWay() {
		assertThat(Sphere.kilometres(at(0, 179.5), at(0, -179.5))).isCloseTo(111.2, within(0.1));
	}

	@Test
	void kilometresWhenAntipodalIsHalfTheCircumference() {
		assertThat(Sphere.kilometres(at(90, 0), at(-90, 0))).isCloseTo(20015, within(1.0));
	}

	@Test
	void kilometresBetweenParallelsIsTheDistanceAlongAMeridian() {
		assertThat(Sphere.kilometresBetweenParallels(at(10, 20), at(12, 90)))
			.isCloseTo(Sphere.kilometres(at(10, 0), at(12, 0)), within(1e-9));
	}

	private static Place at(double latitude, double longitude) {
		return new Place(1, "Somewhere", "XX", null, latitude, longitude);
	}

}
