package dev.cachepatterns.sample.country;

import java.util.List;
import java.util.Optional;

import dev.cachepatterns.sample.place.Place;

import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/**
 * Reads countries through the cache. An edit of a place evicts what was computed from it.
 */
@Service
class CountryService {

	static final int PAGE_SIZE = 20;

	private final CountryRepository repository;

	CountryService(CountryRepository repository) {
		this.repository = repository;
	}

	/**
	 * Reads every place of the country and measures the distances between them. With
	 * {@code sync} one caller does so, and those that come meanwhile wait for it.
	 */
	@Cacheable(cacheNames = "countries", key = "#code", sync = true)
	public Optional<Country> find(String code) {
		List<Place> places = this.repository.places(code);
		return places.isEmpty() ? Optional.empty() : Optional.of(CountrySurvey.of(code, places));
	}

	@Cacheable(cacheNames = "country-pages")
	public List<Place> page(String code, int page) {
		return this.repository.places(code, (long) page * PAGE_SIZE, PAGE_SIZE);
	}

}
