package dev.cachepatterns.benchmarks.expiry;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

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
			Load load = DEFAULT;
			for (String argument : arguments) {
				String[] parts = argument.split("=", 2);
				if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) {
					throw new IllegalArgumentException("'" + argument + "' is no argument. " + USAGE);
				}
				load = load.with(parts[0], Integer.parseInt(parts[1]));
			}
			return load;
		}

		private Load with(String name, int value) {
			return switch (name) {
				case "--rate" -> new Load(value, this.threads, this.pace);
				case "--threads" -> new Load(this.rate, value, this.pace);
				case "--rounds" -> with(new Pace(this.pace.warmUp(), value, this.pace.slice()));
				case "--warm-up" -> with(new Pace(value, this.pace.rounds(), this.pace.slice()));
				case "--slice" -> with(new Pace(this.pace.warmUp(), this.pace.rounds(), Duration.ofMillis(value)));
				default -> throw new IllegalArgumentException("'" + name + "' is no argument. " + USAGE);
			};
		}

		private Load with(Pace other) {
			return new Load(this.rate, this.threads, other);
		}

	}

}
