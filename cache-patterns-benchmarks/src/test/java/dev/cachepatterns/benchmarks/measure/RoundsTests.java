package dev.cachepatterns.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.server.ServerUse;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Rounds}.
 */
class RoundsTests {

	private final Rounds rounds = new Rounds(new Scenario(Backend.REDIS, Operation.HIT, 1), List.of(),
			Map.of("raw", samples(100, 1000, 50), "ours", samples(110, 1200, 60)));

	@Test
	void ratioIsTakenWithinARound() {
		// Of all rounds together the medians, 100 and 110, would say 1.1
		assertThat(this.rounds.ratio("ours", "raw")).isEqualTo(new Quartiles(1.15, 1.2, 1.2));
		assertThat(this.rounds.ratio("raw", "raw")).isEqualTo(new Quartiles(1, 1, 1));
	}

	@Test
	void ofIsTheSpreadOfAFigure() {
		assertThat(this.rounds.of("raw", Sample::nanos)).isEqualTo(new Quartiles(75, 100, 550));
	}

	@Test
	void serverIsTheMeanOfTheRounds() {
		assertThat(this.rounds.server("ours"))
			.isEqualTo(new ServerUse(1370.0 / 3, 1, 20, Map.of("get", 1.0, "set", 0.5)));
	}

	private static List<Sample> samples(double... nanos) {
		return Arrays.stream(nanos)
			.mapToObj((time) -> new Sample(time, time, 0,
					new ServerUse(time, 1, 20, Map.of("get", 1.0, "set", (time == nanos[0]) ? 1.5 : 0.0))))
			.toList();
	}

}
