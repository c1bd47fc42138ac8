package dev.cachepatterns.benchmarks.expiry;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.benchmarks.measure.Arguments;
import dev.cachepatterns.benchmarks.measure.Pace;

/**
 * Measures what readers of popular values wait when these expire, and prints a table.
 */
public final class SoftExpiry {

	private SoftExpiry() {
	}

	/**
	 * Measures.
	 * @param arguments see {@code docs/performance.md}
	 */
	public static void main(String[] arguments) {
		PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
		run(Load.parse(arguments), out);
		System.exit(0);
	}

	/**
	 * Measures, and prints the table.
	 */
	static List<Measured> run(Load load, PrintStream out) {
		try (Caches caches = Caches.start(); Arrivals arrivals = new Arrivals(load.rate(), load.threads())) {
			if (load.pace().warmUp() > 0) {
				caches.warmUp(arrivals);
			}
			List<Measured> measured = Measured.run(caches, arrivals, load.pace());
			out.println(Measured.table(measured));
			return measured;
		}
	}

	/**
	 * Who reads, and how long.
	 *
	 * @param rate readers in a second
	 * @param threads how many may wait at a time
	 * @param pace rounds, and the time that a cache has in each of them for either way
	 */
	record Load(int rate, int threads, Pace pace) {

		static final Load DEFAULT = new Load(2000, 32, new Pace(1, 5, Duration.ofSeconds(3)));

		private static final String USAGE = "Arguments, all optional: --rate=2000 --threads=32 --rounds=5 --warm-up=1 --slice=3000";

		/**
		 * Reads the arguments of the command line.
		 * @throws IllegalArgumentException for one that is not known
		 */
		static Load parse(String... arguments) {
			return Arguments.read(DEFAULT, USAGE, Load::with, arguments);
		}

		private @Nullable Load with(String name, int value) {
			return switch (name) {
				case "--rate" -> new Load(value, this.threads, this.pace);
				case "--threads" -> new Load(this.rate, value, this.pace);
				default -> {
					Pace other = this.pace.with(name, value);
					yield (other != null) ? new Load(this.rate, this.threads, other) : null;
				}
			};
		}

	}

}
