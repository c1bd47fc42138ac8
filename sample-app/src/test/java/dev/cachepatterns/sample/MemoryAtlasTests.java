package dev.cachepatterns.sample;

import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for <i>Atlas</i> without any server, and for what does not depend on the backend.
 */
@ActiveProfiles("memory")
class MemoryAtlasTests extends AtlasContract {

	@Test
	void startWhenInMemoryStartsNoServer(@Autowired ObjectProvider<RedisServer> servers) {
		assertThat(servers.getIfAvailable()).isNull();
	}

	@Test
	void healthWhenInMemoryIsUpWithoutRedis() {
		this.atlas.get("/actuator/health")
			.hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$.status", (status) -> assertThat(status).isEqualTo("UP"))
			.doesNotHavePath("$.components.redis");
	}

	@Test
	void actuatorShowsCachesAndMetrics() {
		this.atlas.get("/actuator/caches").hasStatusOk();
		this.atlas.get("/actuator/metrics").hasStatusOk();
	}

	@Test
	void indexNamesTheEndpoints() {
		this.atlas.get("/")
			.hasStatusOk()
			.hasContentTypeCompatibleWith(MediaType.TEXT_PLAIN)
			.bodyText()
			.contains("/places?name=", "/places/", "/countries/", "/users/", "/actuator/health")
			.doesNotContain("{base}");
	}

	@Test
	void searchWhenInputIsBadSaysWhatIsWrong() {
		badInput("/places?name=&limit=101", "limit must be less than or equal to 100; name must not be blank");
		badInput("/places", "Required parameter 'name' is not present.");
	}

	@Test
	void readWhenIdIsBadSaysWhatIsWrong() {
		badInput("/places/paris", "Failed to convert 'id' with value: 'paris'");
		badInput("/countries/FRA", "code must be two letters");
		badInput("/countries/FR/places?page=-1", "page must be greater than or equal to 0");
		badInput("/users/Ada", "id must be up to 32 small letters, digits and hyphens, a letter first");
	}

	@Test
	void editWhenInputIsBadSaysWhatIsWrong() {
		this.atlas.put("""
				{"name": "", "latitude": 90.5}""", "/places/1")
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("latitude must be less than or equal to 90; longitude must not be null; name must not be blank");
		this.atlas.patch("""
				{"1": {"name": "A", "latitude": 0}}""", "/places")
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("longitude must not be null");
		this.atlas.put("{", "/users/ada")
			.hasStatus(HttpStatus.BAD_REQUEST)
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo("body is not the JSON that is expected");
	}

	private void badInput(String uri, String detail) {
		this.atlas.get(uri)
			.hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.doesNotContainHeader("X-Cache")
			.bodyJson()
			.extractingPath("$.detail")
			.isEqualTo(detail);
	}

}
