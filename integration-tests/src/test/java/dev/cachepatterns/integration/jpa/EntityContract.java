package dev.cachepatterns.integration.jpa;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities in the cache, with what they have not loaded.
 */
@ExtendWith(OutputCaptureExtension.class)
interface EntityContract extends JpaFixture {

	private long province(boolean border) {
		long id = sign();
		provinces().add(id, id, border);
		return id;
	}

	@Test
	default void collectionThatCannotBeLoadedKeepsTheEntityOutOfTheCache(CapturedOutput output) {
		long id = province(false);
		assertThat(provinces().lazy(id).name()).isEqualTo("Here");
		assertThat(isCached("provinces", id)).isFalse();
		assertThat(output).contains("Cache 'provinces' does not have the new value of key '" + id + "'")
			.contains("lazily initialize");
		assertThat(provinces().lazy(id).name()).isEqualTo("Here");
	}

	@Test
	default void collectionThatCanBeLoadedIsLoadedAndCached() {
		long id = province(false);
		// Stored at the end of the outer transaction, with the persistence context open
		towns().inside(() -> provinces().loading(id));
		assertThat(isCached("loading-provinces", id)).isTrue();
		assertThat(provinces().loading(id).signs()).singleElement().extracting(Sign::looks).isEqualTo("grey old");
	}

	@Test
	default void proxyInAnEntityKeepsItOutOfTheCache(CapturedOutput output) {
		long id = province(true);
		assertThat(provinces().loading(id).name()).isEqualTo("Here");
		assertThat(isCached("loading-provinces", id)).isFalse();
		assertThat(output).contains("Sign$HibernateProxy is a lazy proxy of Hibernate's: cache a record");
	}

	@Test
	default void proxyOfAnEntityIsNotCached(CapturedOutput output) {
		long id = sign();
		assertThat(provinces().reference(id).looks()).isEqualTo("grey old");
		assertThat(isCached("references", id)).isFalse();
		assertThat(output).contains("Cache 'references' does not have the new value of key '" + id + "'")
			.contains("Sign$HibernateProxy is a lazy proxy of Hibernate's: cache a record");
		assertThat(provinces().reference(id).looks()).isEqualTo("grey old");
	}

	@Test
	default void callerInATransactionGetsAProxyThatCannotBeCached() {
		long id = sign();
		towns().inside(() -> {
			assertThat(provinces().referenceInTurn(id).looks()).isEqualTo("grey old");
			assertThat(provinces().reference(id).looks()).isEqualTo("grey old");
		});
		assertThat(isCached("references", id)).isFalse();
	}

	@Test
	default void recordOfAnEntityIsCached() {
		long id = province(true);
		Provinces.View view = provinces().view(id);
		assertThat(isCached("views", id)).isTrue();
		assertThat(provinces().view(id)).isEqualTo(view);
	}

}
