package dev.cachepatterns.sample.country;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import dev.cachepatterns.sample.place.Place;
import org.jspecify.annotations.Nullable;

/**
 * Computes a {@link Country} from its places. Nearest neighbours are searched along the
 * latitude, outwards from each place until no nearer one is possible: for a large country
 * one or two hundred distances a place.
 */
final class CountrySurvey {

	private final List<Place> byLatitude;

	private final List<Place> byLongitude;

	private CountrySurvey(List<Place> places) {
		this.byLatitude = places.stream().sorted(Comparator.comparingDouble(Place::latitude)).toList();
		this.byLongitude = places.stream().sorted(Comparator.comparingDouble(Place::longitude)).toList();
	}

	/**
	 * Surveys a country.
	 * @param code its code
	 * @param places all its places, at least one
	 */
	static Country of(String code, List<Place> places) {
		CountrySurvey survey = new CountrySurvey(places);
		Country.Extremes extremes = survey.extremes();
		Country.Bounds bounds = new Country.Bounds(extremes.southernmost().latitude(),
				extremes.westernmost().longitude(), extremes.northernmost().latitude(),
				extremes.easternmost().longitude());
		String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
		List<Place> firstPage = places.subList(0, Math.min(CountryService.PAGE_SIZE, places.size()));
		return new Country(code, name, places.size(), bounds, extremes, survey.neighbours(), List.copyOf(firstPage));
	}

	private Country.Extremes extremes() {
		int west = afterWidestGap();
		int east = Math.floorMod(west - 1, this.byLongitude.size());
		return new Country.Extremes(this.byLatitude.get(0), this.byLongitude.get(west),
				this.byLatitude.get(this.byLatitude.size() - 1), this.byLongitude.get(east));
	}

	/**
	 * The western end is where the widest empty stretch of longitudes ends. For most
	 * countries that stretch contains the 180th meridian, so this is the first place.
	 */
	private int afterWidestGap() {
		return IntStream.range(0, this.byLongitude.size())
			.boxed()
			.max(Comparator.comparingDouble(this::gapBefore))
			.orElseThrow();
	}

	private double gapBefore(int index) {
		double longitude = this.byLongitude.get(index).longitude();
		return (index > 0) ? longitude - this.byLongitude.get(index - 1).longitude()
				: longitude + 360 - this.byLongitude.get(this.byLongitude.size() - 1).longitude();
	}

	private Country.@Nullable Neighbours neighbours() {
		if (this.byLatitude.size() == 1) {
			return null;
		}
		double[] distances = IntStream.range(0, this.byLatitude.size()).mapToDouble(this::nearest).toArray();
		int mostRemote = IntStream.range(0, distances.length)
			.boxed()
			.max(Comparator.comparingDouble((index) -> distances[index]))
			.orElseThrow();
		double mean = DoubleStream.of(distances).average().orElseThrow();
		return new Country.Neighbours(mean, this.byLatitude.get(mostRemote), distances[mostRemote]);
	}

	private double nearest(int index) {
		return nearest(index, 1, nearest(index, -1, Double.POSITIVE_INFINITY));
	}

	private double nearest(int index, int step, double best) {
		Place place = this.byLatitude.get(index);
		double nearest = best;
		for (int i = index + step; i >= 0 && i < this.byLatitude.size(); i += step) {
			Place other = this.byLatitude.get(i);
			if (Sphere.kilometresBetweenParallels(place, other) > nearest) {
				return nearest;
			}
			nearest = Math.min(nearest, Sphere.kilometres(place, other));
		}
		return nearest;
	}

}
