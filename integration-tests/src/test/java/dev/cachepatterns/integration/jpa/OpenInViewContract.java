package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests with a persistence context that is older than what others have written.
 */
interface OpenInViewContract extends JpaFixture {

	default RestClient http() {
		return RestClient
			.create("http://localhost:" + context().getEnvironment().getRequiredProperty("local.server.port"));
	}

	private String get(String path, Object... values) {
		return http().get().uri(path, values).retrieve().body(String.class);
	}

	@AfterEach
	default void nothingMeanwhile() {
		SignController.meanwhile = (id) -> {
		};
	}

	@Test
	default void requestThatReadsIsAnsweredByTheCacheTheNextTime() {
		long id = sign();
		assertThat(get("/signs/{id}", id)).isEqualTo("grey old");
		assertThat(isCached("signs", id)).isTrue();
		database().sql("update sign set text = 'unseen' where id = ?").param(id).update();
		assertThat(get("/signs/{id}", id)).isEqualTo("grey old");
	}

	@Test
	default void requestSeesWhatItHasWritten() {
		long id = sign();
		String answer = http().post().uri("/signs/{id}?text=new", id).retrieve().body(String.class);
		assertThat(answer).isEqualTo("grey old, grey new");
		assertThat(get("/signs/{id}", id)).isEqualTo("grey new");
	}

	@ParameterizedTest
	@ValueSource(strings = { "looks", "looksInTurn", "loaded" })
	default void entityThatIsOlderThanAnothersWriteIsNotCached(String way) {
		long id = sign();
		SignController.meanwhile = (sign) -> JpaFixture.elsewhere(() -> signs().paint(sign, "red"));
		// The persistence context answers the request, as it would without a cache
		assertThat(get("/signs/{id}/{way}", id, way)).isEqualTo("grey old, grey old");
		assertThat(signs().looks(id)).isEqualTo("red old");
		assertThat(signs().looksInTurn(id)).isEqualTo("red old");
		assertThat(signs().loaded(id)).isEqualTo("red old");
		assertThat(get("/signs/{id}", id)).isEqualTo("red old");
	}

	@Test
	default void writeOfAnEntityThatIsOlderThanAnothersWriteLeavesNothing() {
		long id = sign();
		SignController.meanwhile = (sign) -> JpaFixture.elsewhere(() -> signs().paint(sign, "red"));
		assertThat(get("/signs/{id}/new", id)).isEqualTo("grey old, grey new");
		assertThat(signs().looks(id)).isEqualTo("red new");
	}

	@Test
	default void loaderInATransactionThatRollsBackLeavesNothing() {
		long id = sign();
		transaction().executeWithoutResult((status) -> {
			database().sql("update sign set text = 'uncommitted' where id = ?").param(id).update();
			assertThat(signs().loaded(id)).isEqualTo("grey uncommitted");
			status.setRollbackOnly();
		});
		assertThat(signs().loaded(id)).isEqualTo("grey old");
	}

	@Test
	default void loaderInATransactionThatCommitsIsCachedAfterIt() {
		long id = sign();
		signs().inside(() -> {
			assertThat(signs().loaded(id)).isEqualTo("grey old");
			assertThat(isCached("signs", id)).isFalse();
		});
		assertThat(isCached("signs", id)).isTrue();
	}

}
