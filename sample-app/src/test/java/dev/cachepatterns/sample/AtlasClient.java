package dev.cachepatterns.sample;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.RequestBodySpec;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponseAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests to a running <i>Atlas</i> and says what comes back.
 *
 * @param client the client
 */
record AtlasClient(RestTestClient client) {

	private static final String CACHE = "X-Cache";

	private static final String DATABASE_TIME = "X-Database-Time";

	static AtlasClient of(int port) {
		return new AtlasClient(RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build());
	}

	RestTestClientResponseAssert get(String uri, Object... variables) {
		return assertThat(RestTestClientResponse.from(this.client.get().uri(uri, variables).exchange()));
	}

	RestTestClientResponseAssert put(String body, String uri, Object... variables) {
		return send(this.client.put().uri(uri, variables), body);
	}

	RestTestClientResponseAssert patch(String body, String uri, Object... variables) {
		return send(this.client.patch().uri(uri, variables), body);
	}

	private RestTestClientResponseAssert send(RequestBodySpec request, String body) {
		return assertThat(
				RestTestClientResponse.from(request.contentType(MediaType.APPLICATION_JSON).body(body).exchange()));
	}

	/**
	 * Reads something that must come from the cache, without any database time.
	 */
	RestTestClientResponseAssert hit(String uri, Object... variables) {
		return get(uri, variables).hasHeader(CACHE, "hit").hasHeader(DATABASE_TIME, "0.000ms");
	}

	/**
	 * Reads something that must come from the database, which takes time.
	 */
	RestTestClientResponseAssert miss(String uri, Object... variables) {
		RestTestClientResponseAssert response = get(uri, variables).hasHeader(CACHE, "miss");
		response.headers()
			.hasHeaderSatisfying(DATABASE_TIME,
					(time) -> assertThat(time).singleElement()
						.asString()
						.matches("\\d+\\.\\d{3}ms")
						.isNotEqualTo("0.000ms"));
		return response;
	}

}
