package dev.cachepatterns.readme;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * The listings of the README.
 */
public class Places {

	private final JdbcClient database;

	public Places(JdbcClient database) {
		this.database = database;
	}

	@Cacheable("places")
	public Place find(long id) {
		return this.database.sql("select id, name, country from place where id = ?")
			.param(id)
			.query(Place.class)
			.single();
	}

	@Transactional
	@WriteThrough(cacheNames = "places", key = "#place.id",
			evict = { @CacheEvict(cacheNames = "countries", key = "#place.country"),
					@CacheEvict(cacheNames = "searches", allEntries = true) })
	public Place update(Place place) {
		this.database.sql("update place set name = ? where id = ?").param(place.name()).param(place.id()).update();
		return place;
	}

}
