package dev.cachepatterns.sample.place;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The table of places.
 */
@Repository
class PlaceRepository {

	private static final String SELECT = "select id, name, country, region, latitude, longitude from place ";

	private final JdbcClient jdbc;

	PlaceRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<Place> find(long id) {
		return this.jdbc.sql(SELECT + "where id = :id").param("id", id).query(Place.class).optional();
	}

	List<Place> search(String prefix, int limit) {
		return this.jdbc.sql(SELECT + "where search_name like :pattern order by search_name, id limit :limit")
			.param("pattern", prefix.replaceAll("[\\\\%_]", "\\\\$0") + "%")
			.param("limit", limit)
			.query(Place.class)
			.list();
	}

	void update(long id, PlaceEdit edit) {
		this.jdbc
			.sql("update place set name = :name, search_name = :searchName, latitude = :latitude, "
					+ "longitude = :longitude where id = :id")
			.param("name", edit.name())
			.param("searchName", SearchName.of(edit.name()))
			.param("latitude", edit.latitude())
			.param("longitude", edit.longitude())
			.param("id", id)
			.update();
	}

}
