package dev.cachepatterns.benchmarks.expiry;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.expiry.SoftExpiry.Load;
import dev.cachepatterns.benchmarks.measure.Pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link SoftExpiry}. Times are not asserted: the build's machine is no place to
 * measure.
 */
class SoftExpiryTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	/**
	 * Values are two seconds old when the second round begins.
	 */
	@Test
	@Tag("soak")
	void runLoadsAnewWhatExpiresAndNothingElse() {
		Load load = Load.parse("--rate=200", "--threads=8", "--warm-up=0", "--rounds=2", "--slice=600");
		List<Measured> measured = SoftExpiry.run(load, new PrintStream(this.printed, true, StandardCharsets.UTF_8));
		assertThat(measured).hasSize(5).allSatisfy((cache) -> {
			assertThat(cache.plain()).extracting(Waits::loads).last().isEqualTo(0L);
			// That loads anew when its own time has come, and not when a value is read
			boolean timed = cache.name().startsWith("JetCache");
			assertThat(cache.expiring()).extracting(Waits::loads)
				.last()
				.satisfies((loads) -> assertThat(loads).isGreaterThanOrEqualTo(timed ? 0 : 1));
			assertThat(cache.plain()).allSatisfy((waits) -> assertThat(waits.sorted()).hasSize(120));
		});
		assertThat(this.printed.toString(StandardCharsets.UTF_8)).contains("| JetCache on Redis, `@CacheRefresh` |")
			.contains("| cache-patterns on Memcached, `stale-while-revalidate`: p99.9 at most 1.2 times");
	}

	@Test
	void parseTakesEveryArgument() {
		assertThat(Load.parse()).isEqualTo(Load.DEFAULT);
		assertThat(Load.parse("--rate=1", "--threads=2", "--rounds=3", "--warm-up=4", "--slice=5"))
			.isEqualTo(new Load(1, 2, new Pace(4, 3, Duration.ofMillis(5))));
	}

	@Test
	void parseWhenUnknownNamesTheArgument() {
		assertThatIllegalArgumentException().isThrownBy(() -> Load.parse("--backends=redis"))
			.withMessageContaining("--backends=redis")
			.withMessageContaining("--rate=2000");
	}

}
