package dev.cachepatterns.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponseAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What <i>Atlas</i> does over HTTP, whichever backend it has. All tests share a database
 * and a cache, so each has places and users of its own.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class AtlasContract {

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private Environment environment;

	@LocalServerPort
	private int port;

	AtlasClient atlas;

	@BeforeEach
	void connect() {
		this.atlas = AtlasClient.of(this.port);
	}

	long place(String country, String name) {
		return this.jdbc.sql("select id from place where country = ? and name = ?")
			.params(country, name)
			.query(Long.class)
			.single();
	}

	private static String edit(String name, double latitude, double longitude) {
		return """
				{"name": "%s", "latitude": %s, "longitude": %s}""".formatted(name, latitude, longitude);
	}

	private RestTestClientResponseAssert saveUser(String id, String name, String email) {
		return this.atlas.put("""
				{"name": "%s", "email": "%s"}""".formatted(name, email), "/users/{id}", id);
	}

	@Test
	void readPlaceWhenRepeatedIsHitWithoutDatabaseTime() {
		long id = place("AD", "Sant Julià de Lòria");
		String backend = this.environment.getProperty("cache-patterns.backend", "redis");
		this.atlas.miss("/places/{id}", id).hasHeader("X-Cache-Backend", backend);
		this.atlas.hit("/places/{id}", id)
			.hasStatusOk()
			.hasHeader("X-Cache-Backend", backend)
			.bodyJson()
			.isStrictlyEqualTo("""
					{"id": %s, "name": "Sant Julià de Lòria", "country": "AD", "region": "Sant Julià de Loria",
					"latitude": 42.46372, "longitude": 1.49129}""".formatted(id));
	}

	@Test
	void searchWhenRepeatedIsHitWithoutDatabaseTime() {
		this.atlas.miss("/places?name={name}&limit=2", "reykja");
		this.atlas.hit("/places?name={name}&limit=2", "Reykjá")
			.bodyJson()
			.extractingPath("$[*].name")
			.asArray()
			.containsExactly("Reykjanesbær", "Reykjavík");
		this.atlas.miss("/places?name={name}&limit=1", "reykja");
	}

	@Test
	void readCountryWhenRepeatedIsHitWithoutDatabaseTime() {
		this.atlas.miss("/countries/IS");
		this.atlas.hit("/countries/is")
			.bodyJson()
			.hasPathSatisfying("$.name", (name) -> assertThat(name).isEqualTo("Iceland"))
			.hasPathSatisfying("$.count", (count) -> assertThat(count).isEqualTo(35))
			.hasPathSatisfying("$.places", (places) -> assertThat(places).asArray().hasSize(20));
	}

	@Test
	void readPlacesOfCountryWhenRepeatedIsHitWithoutDatabaseTime() {
		this.atlas.miss("/countries/FO/places?page=1").bodyJson().extractingPath("$.pages").isEqualTo(2);
		this.atlas.hit("/countries/fo/places?page=1").bodyJson().extractingPath("$.page").isEqualTo(1);
	}

	@Test
	void editPlaceWhenCommittedIsSeenByTheNextReadWhichIsHit() {
		long id = place("LI", "Vaduz");
		this.atlas.miss("/places/{id}", id);
		this.atlas.put(edit("Farducz", 47.1, 9.5), "/places/{id}", id).hasStatusOk().hasHeader("X-Cache", "write");
		this.atlas.hit("/places/{id}", id).bodyJson().extractingPath("$.name").isEqualTo("Farducz");
	}

	@Test
	void editPlaceWhenNeverReadIsHitForTheNextRead() {
		long id = place("LI", "Balzers");
		this.atlas.put(edit("Balzers", 47.25, 9.5), "/places/{id}", id).hasStatusOk();
		this.atlas.hit("/places/{id}", id).bodyJson().extractingPath("$.latitude").isEqualTo(47.25);
	}

	@Test
	void editPlaceWhenCommittedEvictsItsCountryAndNoOther() {
		long id = place("SM", "Acquaviva");
		this.atlas.miss("/countries/SM");
		this.atlas.miss("/countries/MC");
		this.atlas.put(edit("Acquaviva", 44.5, 12.4), "/places/{id}", id).hasStatusOk();
		this.atlas.hit("/countries/MC");
		this.atlas.miss("/countries/SM").bodyJson().extractingPath("$.bounds.north").isEqualTo(44.5);
		this.atlas.hit("/countries/SM").bodyJson().extractingPath("$.extremes.northernmost.id").isEqualTo((int) id);
	}

	@Test
	void editPlaceWhenCommittedEvictsPagesOfCountries() {
		long id = place("NR", "Anabar");
		this.atlas.miss("/countries/NR/places");
		this.atlas.put(edit("Anabar Bay", -0.5, 166.95), "/places/{id}", id).hasStatusOk();
		this.atlas.miss("/countries/NR/places")
			.bodyJson()
			.extractingPath("$.places[*].name")
			.asArray()
			.contains("Anabar Bay");
	}

	@Test
	void editPlaceWhenCommittedEvictsSearches() {
		long id = place("MT", "Valletta");
		this.atlas.miss("/places?name=vallett");
		this.atlas.hit("/places?name=vallett").bodyJson().extractingPath("$[*].id").asArray().contains((int) id);
		this.atlas.put(edit("Il-Belt", 35.89, 14.51), "/places/{id}", id).hasStatusOk();
		this.atlas.miss("/places?name=vallett").bodyJson().extractingPath("$[*].id").asArray().isEmpty();
		this.atlas.miss("/places?name=il-b").bodyJson().extractingPath("$[*].id").asArray().contains((int) id);
	}

	@Test
	void editPlacesWhenAllAreKnownAreSeenByTheNextReads() {
		long first = place("LI", "Mauren");
		long second = place("LI", "Nendeln");
		this.atlas
			.patch("{\"%s\": %s, \"%s\": %s}".formatted(first, edit("Muren", 47.2, 9.5), second,
					edit("Nendla", 47.2, 9.6)), "/places")
			.hasStatusOk()
			.hasHeader("X-Cache", "write");
		// Each write joined the batch's transaction, which could still have changed its
		// row
		this.atlas.miss("/places/{id}", first).bodyJson().extractingPath("$.name").isEqualTo("Muren");
		this.atlas.miss("/places/{id}", second).bodyJson().extractingPath("$.name").isEqualTo("Nendla");
		this.atlas.hit("/places/{id}", second).bodyJson().extractingPath("$.name").isEqualTo("Nendla");
	}

	@Test
	void editPlacesWhenOneIsUnknownShowsNothingOfIt() {
		long id = place("GI", "Sandpits");
		this.atlas.miss("/places/{id}", id);
		this.atlas.miss("/countries/GI");
		this.atlas
			.patch("{\"%s\": %s, \"987654321\": %s}".formatted(id, edit("Rolled back", 1, 1), edit("Unknown", 2, 2)),
					"/places")
			.hasStatus(HttpStatus.NOT_FOUND);
		this.atlas.miss("/places/{id}", id).bodyJson().extractingPath("$.name").isEqualTo("Sandpits");
		this.atlas.hit("/countries/GI").bodyJson().extractingPath("$.bounds.south").isNotEqualTo(1.0);
	}

	@Test
	void readPlaceWhenUnknownIsNotFoundAndCached() {
		this.atlas.miss("/places/987654322").hasStatus(HttpStatus.NOT_FOUND);
		this.atlas.hit("/places/987654322")
			.hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType("application/problem+json")
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("There is no place '987654322'");
	}

	@Test
	void readCountryWhenUnknownIsNotFound() {
		this.atlas.get("/countries/QQ").hasStatus(HttpStatus.NOT_FOUND);
		this.atlas.get("/countries/VA/places?page=1").hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void readUserWhenUnknownIsNotFoundAndNotCached() {
		this.atlas.miss("/users/nobody").hasStatus(HttpStatus.NOT_FOUND);
		this.atlas.miss("/users/nobody").hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void saveUserWhenNewIsCreatedAndHitForTheNextRead() {
		this.atlas.miss("/users/ada").hasStatus(HttpStatus.NOT_FOUND);
		saveUser("ada", "Ada Lovelace", "ada@example.org").hasStatus(HttpStatus.CREATED).hasHeader("X-Cache", "write");
		this.atlas.hit("/users/ada").bodyJson().extractingPath("$.email").isEqualTo("ada@example.org");
		saveUser("ada", "Countess of Lovelace", "ada@example.org").hasStatusOk();
		this.atlas.hit("/users/ada").bodyJson().extractingPath("$.name").isEqualTo("Countess of Lovelace");
	}

	@Test
	void saveUserWhenTheDatabaseRefusesShowsNothingOfIt() {
		saveUser("grace", "Grace Hopper", "grace@example.org").hasStatus(HttpStatus.CREATED);
		saveUser("alan", "Alan Turing", "alan@example.org").hasStatus(HttpStatus.CREATED);
		saveUser("alan", "Alan", "grace@example.org").hasStatus(HttpStatus.CONFLICT);
		this.atlas.put("""
				{"name": "Alan", "email": "alan@example.org", "home": 987654323}""", "/users/alan")
			.hasStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		this.atlas.miss("/users/alan").bodyJson().extractingPath("$.name").isEqualTo("Alan Turing");
	}

}
