package dev.cachepatterns.sample.place;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SearchName}.
 */
class SearchNameTests {

	@ParameterizedTest
	@CsvSource({ "Paris, paris", "São Paulo, sao paulo", "Sant Julià de Lòria, sant julia de loria", "İzmir, izmir",
			"Þórshöfn, þorshofn", "東京, 東京" })
	void ofIsInLowerCaseAndWithoutAccents(String name, String expected) {
		assertThat(SearchName.of(name)).isEqualTo(expected);
	}

}
