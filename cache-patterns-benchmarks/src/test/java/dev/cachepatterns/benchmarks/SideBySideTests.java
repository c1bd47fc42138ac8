package dev.cachepatterns.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.measure.Rounds;
import dev.cachepatterns.benchmarks.measure.Sample;
import dev.cachepatterns.benchmarks.subject.Subject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@link SideBySide} as shortly as it can. Times are not asserted: the build's
 * machine is no place to measure.
 */
@Tag("proof")
class SideBySideTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@Test
	void runMeasuresEverySubjectInEveryRound() {
		Settings settings = Settings.parse("--operations=hit,miss", "--threads=1,2", "--warm-up=0", "--rounds=2",
				"--slice=5");
		List<Rounds> measured = SideBySide.run(settings, new PrintStream(this.printed, true, StandardCharsets.UTF_8));
		assertThat(measured).hasSize(3 * 2 * 2).allSatisfy((rounds) -> {
			assertThat(rounds.samples()).containsOnlyKeys(rounds.subjects().stream().map(Subject::name).toList());
			assertThat(rounds.samples().values()).allSatisfy((samples) -> assertThat(samples).hasSize(2)
				.extracting(Sample::nanos)
				.allSatisfy((nanos) -> assertThat(nanos).isPositive()));
		});
		assertThat(this.printed.toString(StandardCharsets.UTF_8))
			.contains("### Redis, hit, 1 thread", "### Memcached, miss with fill, 2 threads",
					"### Memory, hit, 2 threads")
			.contains("| Redis: exactly one round trip | mget 1.00, socket reads 1.000 | PASS |")
			.contains("| Memcached: exactly one round trip | cmd_get 2.00 | PASS |");
	}

	@Test
	void runWhenMixedMeasuresTheServersProcessorTime() {
		Settings settings = Settings.parse("--operations=mixed-put,mixed-evict", "--threads=2", "--warm-up=0",
				"--rounds=2", "--slice=50");
		List<Rounds> measured = SideBySide.run(settings, new PrintStream(this.printed, true, StandardCharsets.UTF_8));
		assertThat(measured).hasSize(2).allSatisfy((rounds) -> {
			assertThat(rounds.samples()).containsOnlyKeys("Lettuce, our codec", "cache-patterns",
					"cache-patterns, eventual", "Spring's Redis cache, JSON");
			assertThat(rounds.samples().values()).allSatisfy((samples) -> assertThat(samples).hasSize(2)
				.allSatisfy((sample) -> assertThat(sample.server().cpuNanos()).isPositive()));
		});
		assertThat(this.printed.toString(StandardCharsets.UTF_8))
			.contains("### Redis, 90 % reads and 10 % puts, 2 threads",
					"### Redis, 90 % reads and 10 % evictions, 2 threads")
			.contains("| Redis, 90 % reads and 10 % puts, 2 threads: strict at most 1.3 times Spring's Redis cache")
			.contains(
					"| Redis, 90 % reads and 10 % evictions, 2 threads: eventual at most 1.0 times Spring's Redis cache");
	}

}
