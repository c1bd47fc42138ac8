package dev.cachepatterns.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Settings}.
 */
class SettingsTests {

	@Test
	void parseWhenNoArgumentsMeasuresEverything() {
		assertThat(Settings.parse()).isEqualTo(Settings.DEFAULT);
	}

	@Test
	void parseTakesEveryArgument() {
		assertThat(Settings.parse("--backends=redis,memory", "--operations=hit,mixed-put", "--threads=1,4",
				"--rounds=3", "--warm-up=2", "--slice=50"))
			.isEqualTo(new Settings(Set.of(Backend.REDIS, Backend.MEMORY), Set.of(Operation.HIT, Operation.MIXED_PUT),
					List.of(1, 4), new Pace(2, 3, Duration.ofMillis(50))));
	}

	@Test
	void parseWhenUnknownNamesTheArgument() {
		assertThatIllegalArgumentException().isThrownBy(() -> Settings.parse("--backends=oracle"))
			.withMessageContaining("--backends=oracle")
			.withMessageContaining("--backends=redis,memcached,memory");
	}

}
