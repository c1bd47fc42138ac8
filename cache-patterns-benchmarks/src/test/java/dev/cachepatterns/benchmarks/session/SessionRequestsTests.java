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
		for (int ours : new int[] { 1, 3 }) {
			assertThat(reads.get(ours).use().commands()).containsOnlyKeys("hgetall").containsEntry("hgetall", 1.0);
		}
		assertThat(reads.get(4).use().commands()).containsEntry("cmd_get", 1.0).doesNotContainKey("cmd_set");
		assertThat(measured.get(Request.WRITE).get(1).use().commands()).containsEntry("evalsha", 1.0);
		System.out.println(this.printed.toString(StandardCharsets.UTF_8));
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
