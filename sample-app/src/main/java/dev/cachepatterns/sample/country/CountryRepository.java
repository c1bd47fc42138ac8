package dev.cachepatterns.sample.country;

import java.util.List;

import dev.cachepatterns.sample.place.Place;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of places, country by country.
 */
@Repository
class CountryRepository {

	private static final String SELECT = "select id, name, country, region, latitude, longitude from place "
			+ "where country = :country ";

	private static final String ORDER = "order by country, id ";

	private final JdbcClient jdbc;

	CountryRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Place> places(String country) {
		return this.jdbc.sql(SELECT + ORDER).param("country", country).query(Place.class).list();
	}

	List<Place> places(String country, long offset, int limit) {
		return this.jdbc.sql(SELECT + ORDER + "limit :limit offset :offset")
			.param("country", country)
			.param("limit", limit)
			.param("offset", offset)
			.query(Place.class)
			.list();
	}

}
