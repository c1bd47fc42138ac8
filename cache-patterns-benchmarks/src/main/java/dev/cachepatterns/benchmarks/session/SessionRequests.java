package dev.cachepatterns.benchmarks.session;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.cachepatterns.benchmarks.measure.Pace;

/**
 * Measures requests with a session through Spring Session's filter, and prints tables.
 */
public final class SessionRequests {

	private SessionRequests() {
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
	 * Measures, and prints each table as soon as it is there.
	 */
	static Map<Request, List<Measured>> run(Load load, PrintStream out) {
		Map<Request, List<Measured>> measured = new EnumMap<>(Request.class);
		List<Instance> instances = Instance.all();
		ExecutorService threads = Executors.newFixedThreadPool(load.threads());
		try {
			instances.forEach(Instance::fill);
			for (Request request : Request.values()) {
				List<Measured> all = Measured.run(instances, request, threads, load.threads(), load.pace());
				out.println(Measured.table(request, load.threads(), all));
				measured.put(request, all);
			}
		}
		finally {
			threads.shutdownNow();
			instances.forEach(Instance::close);
		}
		return measured;
	}

	/**
	 * Who sends requests, and how long.
	 *
	 * @param threads how many send one at a time
	 * @param pace rounds, and the time that an instance has in each of them
	 */
	record Load(int threads, Pace pace) {

		static final Load DEFAULT = new Load(16, new Pace(20, 31, Duration.ofMillis(200)));

		private static final String USAGE = "Arguments, all optional: --threads=16 --rounds=31 --warm-up=20 --slice=200";

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
				case "--threads" -> new Load(value, this.pace);
				case "--rounds" -> with(new Pace(this.pace.warmUp(), value, this.pace.slice()));
				case "--warm-up" -> with(new Pace(value, this.pace.rounds(), this.pace.slice()));
				case "--slice" -> with(new Pace(this.pace.warmUp(), this.pace.rounds(), Duration.ofMillis(value)));
				default -> throw new IllegalArgumentException("'" + name + "' is no argument. " + USAGE);
			};
		}

		private Load with(Pace other) {
			return new Load(this.threads, other);
		}

	}

}
