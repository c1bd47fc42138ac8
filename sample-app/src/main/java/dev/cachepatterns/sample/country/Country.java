package dev.cachepatterns.sample.country;

import java.util.List;

import dev.cachepatterns.sample.place.Place;
import org.jspecify.annotations.Nullable;

/**
 * What the places of a country add up to.
 *
 * @param code the ISO 3166-1 code of two letters
 * @param name the English name
 * @param count how many places it has
 * @param bounds the smallest box around them
 * @param extremes those that lie furthest in each direction
 * @param neighbours how far apart they are, null for a single place
 * @param places the first page of them
 */
record Country(String code, String name, int count, Bounds bounds, Extremes extremes, @Nullable Neighbours neighbours,
		List<Place> places) {

	/**
	 * A box in degrees. The west is greater than the east where the box crosses the 180th
	 * meridian, as in GeoJSON.
	 *
	 * @param south the lowest latitude
	 * @param west the longitude where the box begins, going east
	 * @param north the highest latitude
	 * @param east the longitude where it ends
	 */
	record Bounds(double south, double west, double north, double east) {

	}

	/**
	 * The places on the border of the {@linkplain Bounds box}.
	 *
	 * @param southernmost the place on its southern side
	 * @param westernmost the place on its western side
	 * @param northernmost the place on its northern side
	 * @param easternmost the place on its eastern side
	 */
	record Extremes(Place southernmost, Place westernmost, Place northernmost, Place easternmost) {

	}

	/**
	 * Distances from each place to the place of the same country that is nearest to it.
	 *
	 * @param meanKilometres the mean of these distances
	 * @param mostRemote the place whose nearest neighbour is furthest
	 * @param mostRemoteKilometres how far that is
	 */
	record Neighbours(double meanKilometres, Place mostRemote, double mostRemoteKilometres) {

	}

}
