package dev.cachepatterns.sample.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import dev.cachepatterns.sample.place.Place;
import dev.cachepatterns.sample.place.SearchName;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.util.StopWatch;

/**
 * Loads the places into an empty table before the first request is accepted. A load that
 * was interrupted goes on after the last place that is there.
 */
@Component
class PlaceLoader implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(PlaceLoader.class);

	private static final String INSERT = "insert into place "
			+ "(id, name, search_name, country, region, latitude, longitude) values (?, ?, ?, ?, ?, ?, ?)";

	private static final int BATCH_SIZE = 2000;

	private final JdbcTemplate jdbc;

	private final CacheManager caches;

	PlaceLoader(JdbcTemplate jdbc, CacheManager caches) {
		this.jdbc = jdbc;
		this.caches = caches;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Long last = this.jdbc.queryForObject("select coalesce(max(id), 0) from place", Long.class);
		List<Place> missing = read().stream().filter((place) -> last == null || place.id() > last).toList();
		if (!missing.isEmpty()) {
			load(missing);
		}
	}

	private void load(List<Place> places) {
		StopWatch watch = new StopWatch();
		watch.start();
		this.jdbc.batchUpdate(INSERT, places, BATCH_SIZE, this::setColumns);
		Stream.of("places", "searches", "countries", "country-pages", "users").forEach(this::clear);
		watch.stop();
		logger.info("Loaded " + places.size() + " places in " + watch.getTotalTimeMillis() + " ms");
	}

	/**
	 * A cache on a server may outlive a database in memory. Spring's annotations do
	 * nothing yet while the application starts, hence the call.
	 */
	private void clear(String name) {
		Cache cache = this.caches.getCache(name);
		try {
			if (cache != null) {
				cache.clear();
			}
		}
		catch (RuntimeException ex) {
			logger.warn("Cache '" + name + "' may keep values of an earlier database: " + ex.getMessage());
		}
	}

	private List<Place> read() {
		try {
			return new PlaceFile(new ClassPathResource("data/places.tsv.gz")).read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void setColumns(PreparedStatement statement, Place place) throws SQLException {
		statement.setLong(1, place.id());
		statement.setString(2, place.name());
		statement.setString(3, SearchName.of(place.name()));
		statement.setString(4, place.country());
		statement.setString(5, place.region());
		statement.setDouble(6, place.latitude());
		statement.setDouble(7, place.longitude());
	}

}
