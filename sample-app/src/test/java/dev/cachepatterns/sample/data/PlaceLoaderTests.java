package dev.cachepatterns.sample.data;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import dev.cachepatterns.sample.place.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlaceLoader} and {@link PlaceFile}.
 */
class PlaceLoaderTests {

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("schema.sql")
		.build();

	private final JdbcTemplate jdbc = new JdbcTemplate(this.database);

	private final CacheManager caches = new ConcurrentMapCacheManager();

	private final PlaceLoader loader = new PlaceLoader(this.jdbc, this.caches);

	@AfterEach
	void shutdown() {
		this.database.shutdown();
	}

	@Test
	void readGivesWellFormedPlaces() throws IOException {
		List<Place> places = new PlaceFile(new ClassPathResource("data/places.tsv.gz")).read();
		assertThat(places).hasSizeGreaterThanOrEqualTo(100_000)
			.extracting(Place::name)
			.contains("Sant Julià de Lòria", "Þorlákshöfn", "Al Ḩamīdīyah")
			.noneMatch((name) -> name.isBlank() || name.contains("\uFFFD"));
		assertThat(places).allMatch((place) -> place.country().matches("[A-Z]{2}"))
			.allMatch((place) -> Math.abs(place.latitude()) <= 90 && Math.abs(place.longitude()) <= 180);
		assertThat(places).extracting(Place::id).startsWith(1L, 2L).endsWith((long) places.size());
	}

	@Test
	void loadWhenSomethingIsMissingEvictsWhatWasCachedBefore() {
		Cache users = Objects.requireNonNull(this.caches.getCache("users"));
		users.put("of-another-database", "cached");
		this.loader.afterSingletonsInstantiated();
		assertThat(users.get("of-another-database")).isNull();
		users.put("of-this-database", "cached");
		this.loader.afterSingletonsInstantiated();
		assertThat(users.get("of-this-database")).isNotNull();
	}

	@Test
	void loadWhenInterruptedBeforeGoesOnAfterTheLastPlace() {
		this.loader.afterSingletonsInstantiated();
		long loaded = count();
		assertThat(loaded).isGreaterThanOrEqualTo(100_000);
		this.jdbc.update("delete from place where id > 150000");
		this.loader.afterSingletonsInstantiated();
		assertThat(count()).isEqualTo(loaded);
		assertThat(this.jdbc.queryForList("select name from place where search_name = 'sant julia de loria'",
				String.class))
			.containsExactly("Sant Julià de Lòria");
	}

	private long count() {
		return JdbcClient.create(this.jdbc).sql("select count(*) from place").query(Long.class).single();
	}

}
