package dev.cachepatterns.sample.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs each step of {@code docs/ttl.md}, with the settings that the page has.
 */
@Tag("proof")
class TtlPageTests {

	private static final Page PAGE = Page.of("ttl.md");

	private static final String WRITE_THROUGH = "cache-patterns.caches.places.write-through";

	@BeforeAll
	static void load() {
		Atlas.load();
	}

	@Test
	void pageSaysWhatTenMinutesComeTo() {
		Map<String, List<Long>> measured = new LinkedHashMap<>();
		measured.put("no cache", tenMinutes(Map.of("spring.cache.type", "none")));
		Map<String, Object> settings = new LinkedHashMap<>();
		PAGE.steps().forEach((step, added) -> {
			if (added.containsKey(WRITE_THROUGH)) {
				settings.clear();
			}
			settings.putAll(added);
			measured.put(step, tenMinutes(settings));
		});
		assertThat(measured).hasSize(7);
		PAGE.assertSays(measured);
	}

	private static List<Long> tenMinutes(Map<String, Object> settings) {
		try (TenMinutes scenario = new TenMinutes(settings)) {
			List<Long> figures = scenario.pass().cells();
			if (settings.containsKey(WRITE_THROUGH)) {
				assertThat(scenario.rename("Renamed"))
					.isEqualTo(new TenMinutes.Renamed(List.of("Renamed", "Renamed"), 0));
			}
			return figures;
		}
	}

}
