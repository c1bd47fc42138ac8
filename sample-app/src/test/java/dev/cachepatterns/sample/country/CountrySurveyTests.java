package dev.cachepatterns.sample.country;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.cachepatterns.sample.place.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CountrySurvey}.
 */
class CountrySurveyTests {

	@Test
	void ofWhenScatteredFindsTheNeighboursThatComparingAllFinds() {
		Random random = new Random(42);
		List<Place> places = LongStream.range(0, 500)
			.mapToObj((id) -> at(id, random.nextDouble(-90, 90), random.nextDouble(-180, 180)))
			.toList();
		Country.Neighbours neighbours = Objects.requireNonNull(CountrySurvey.of("FR", places).neighbours());
		assertThat(neighbours.meanKilometres()).isCloseTo(
				places.stream().mapToDouble((place) -> nearest(place, places)).average().orElseThrow(), within(1e-9));
		assertThat(neighbours.mostRemoteKilometres())
			.isEqualTo(places.stream().mapToDouble((place) -> nearest(place, places)).max().orElseThrow())
			.isEqualTo(nearest(neighbours.mostRemote(), places));
	}

	@Test
	void ofWhenOnOneSideOfThe180thMeridianIsBoundedFromWestToEast() {
		Country country = CountrySurvey.of("FR", List.of(at(1, 48, 2), at(2, 43, 7), at(3, 44, -1)));
		assertThat(country.bounds()).isEqualTo(new Country.Bounds(43, -1, 48, 7));
		assertThat(ids(country.extremes())).containsExactly(2L, 3L, 1L, 2L);
	}

	@Test
	void ofWhenAcrossThe180thMeridianIsBoundedAcrossIt() {
		Country country = CountrySurvey.of("FJ", List.of(at(1, -18, 178), at(2, -17, -180), at(3, -16, -179)));
		assertThat(country.bounds()).isEqualTo(new Country.Bounds(-18, 178, -16, -179));
		assertThat(ids(country.extremes())).containsExactly(1L, 1L, 3L, 3L);
	}

	@Test
	void ofWhenThereIsOnePlaceHasNoNeighbours() {
		Country country = CountrySurvey.of("VA", List.of(at(1, 41.9, 12.45)));
		assertThat(country.name()).isEqualTo("Vatican City");
		assertThat(country.count()).isOne();
		assertThat(country.places()).hasSize(1);
		assertThat(country.bounds()).isEqualTo(new Country.Bounds(41.9, 12.45, 41.9, 12.45));
		assertThat(country.neighbours()).isNull();
	}

	private static double nearest(Place place, List<Place> places) {
		return places.stream()
			.filter((other) -> other != place)
			.mapToDouble((other) -> Sphere.kilometres(place, other))
			.min()
			.orElseThrow();
	}

	private static Stream<Long> ids(Country.Extremes extremes) {
		return Stream
			.of(extremes.southernmost(), extremes.westernmost(), extremes.northernmost(), extremes.easternmost())
			.map(Place::id);
	}

	private static Place at(long id, double latitude, double longitude) {
		return new Place(id, "Place " + id, "XX", null, latitude, longitude);
	}

}
