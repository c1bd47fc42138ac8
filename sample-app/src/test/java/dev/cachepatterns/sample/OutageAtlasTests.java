package dev.cachepatterns.sample;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cache.CacheManager;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for <i>Atlas</i> with a Memcached that does not answer, and a database that bears
 * one load at a time.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "cache-patterns.memcached.servers=127.0.0.1:1",
				"cache-patterns.resilience.max-concurrent-loads=1", "cache-patterns.resilience.load-wait=10ms" })
@ActiveProfiles("memcached")
@ExtendWith(OutputCaptureExtension.class)
class OutageAtlasTests {

	@LocalServerPort
	private int port;

	@Autowired
	private CacheManager caches;

	private AtlasClient atlas;

	@BeforeEach
	void connect() {
		this.atlas = AtlasClient.of(this.port);
	}

	@Test
	void placesAreServedAndWrittenWithoutCache(CapturedOutput output) {
		this.atlas.put("""
				{"name": "Grace Hopper", "email": "grace@example.org"}""", "/users/grace").hasStatus2xxSuccessful();
		this.atlas.get("/users/grace").hasStatusOk().bodyJson().extractingPath("$.name").isEqualTo("Grace Hopper");
		this.atlas.get("/actuator/health").hasStatusOk();
		assertThat(output).doesNotContain("xmemcached").doesNotContain("controller");
	}

	@Test
	void requestThatTheDatabaseCannotBearIsToldToComeAgain() {
		String found = this.caches.getCache("places").get("busy", () -> {
			this.atlas.get("/users/grace").hasStatus(HttpStatus.SERVICE_UNAVAILABLE);
			return "found";
		});
		assertThat(found).isEqualTo("found");
		this.atlas.get("/countries/FR").hasStatusOk();
	}

}
