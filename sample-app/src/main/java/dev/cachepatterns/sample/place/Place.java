package dev.cachepatterns.sample.place;

import org.jspecify.annotations.Nullable;

/**
 * A populated place: a row of the database, an entry of the cache and a response.
 *
 * @param id the number of its line in the data file
 * @param name the name
 * @param country the ISO 3166-1 code of two letters
 * @param region the first administrative division, null where the source has none
 * @param latitude degrees north
 * @param longitude degrees east
 */
public record Place(long id, String name, String country, @Nullable String region, double latitude, double longitude) {

}
