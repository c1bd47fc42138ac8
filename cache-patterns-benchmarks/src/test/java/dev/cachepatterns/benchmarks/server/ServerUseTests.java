package dev.cachepatterns.benchmarks.server;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ServerUse}.
 */
class ServerUseTests {

	@Test
	void sinceIsTheDifferenceWithoutCommandsThatDidNotRun() {
		ServerUse before = new ServerUse(100, 10, 1000, Map.of("get", 5.0, "set", 2.0));
		ServerUse after = new ServerUse(400, 12, 1500, Map.of("get", 7.0, "set", 2.0, "del", 1.0));
		assertThat(after.since(before)).isEqualTo(new ServerUse(300, 2, 500, Map.of("get", 2.0, "del", 1.0)));
	}

	@Test
	void perDividesEveryFigure() {
		assertThat(new ServerUse(300, 2, 500, Map.of("get", 3.0)).per(2))
			.isEqualTo(new ServerUse(150, 1, 250, Map.of("get", 1.5)));
	}

}
