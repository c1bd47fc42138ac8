package dev.cachepatterns.benchmarks.session;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.session.SessionRequests.Load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link SessionRequests}. Times are not asserted: the build's machine is no
 * place to measure. Commands are.
 */
@Tag("session")
class SessionRequestsTests {

	private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

	@Test
	void requestThatReadsCostsOneCommand() {
		Load load = Load.parse("--threads=2", "--warm-up=0", "--rounds=2", "--slice=50");
		Map<Request, List<Measured>> measured = SessionRequests.run(load,
				new PrintStream(this.printed, true, StandardCharsets.UTF_8));
		List<Measured> reads = measured.get(Request.READ);
		assertThat(reads).extracting(Measured::instance)
			.containsExactly("Spring Session on Redis, simple", "cache-patterns on Redis, simple",
					"Spring Session on Redis, indexed", "cache-patterns on Redis, indexed",
					"cache-patterns on Memcached");
		assertOnly("hgetall", reads.get(1));
		assertOnly("hgetall", reads.get(3));
		assertOne("cmd_get", reads.get(4));
		assertThat(reads.get(4).use().commands()).doesNotContainKey("cmd_set");
		assertOne("evalsha", measured.get(Request.WRITE).get(1));
		System.out.println(this.printed.toString(StandardCharsets.UTF_8));
	}

	private static void assertOnly(String command, Measured measured) {
		assertThat(measured.use().commands()).containsOnlyKeys(command);
		assertOne(command, measured);
	}

	/**
	 * Counts lag: memcached may answer before it counts.
	 */
	private static void assertOne(String command, Measured measured) {
		assertThat(measured.use().commands().get(command)).isCloseTo(1, within(0.05));
	}

	@Test
	void parseTakesEveryArgument() {
		assertThat(Load.parse()).isEqualTo(Load.DEFAULT);
		assertThat(Load.parse("--threads=2", "--rounds=3", "--warm-up=4", "--slice=5"))
			.isEqualTo(new Load(2, new Pace(4, 3, Duration.ofMillis(5))));
	}

	@Test
	void parseWhenUnknownNamesTheArgument() {
		assertThatIllegalArgumentException().isThrownBy(() -> Load.parse("--rate=fast"))
			.withMessageContaining("--rate=fast")
			.withMessageContaining("--threads=16");
	}

}
