package dev.cachepatterns.sample.country;

import java.util.List;

import dev.cachepatterns.sample.place.Place;

/**
 * Some of the places of a country.
 *
 * @param country the code of the country
 * @param page the number of this page, from 0
 * @param pages how many pages there are
 * @param places the places of this page, by region and name
 */
record CountryPage(String country, int page, int pages, List<Place> places) {

}
