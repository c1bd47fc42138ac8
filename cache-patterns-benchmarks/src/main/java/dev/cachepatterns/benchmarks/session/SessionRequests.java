package dev.cachepatterns.benchmarks.session;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.benchmarks.measure.Arguments;
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
			return Arguments.read(DEFAULT, USAGE, Load::with, arguments);
		}

		private @Nullable Load with(String name, int value) {
			if ("--threads".equals(name)) {
				return new Load(value, this.pace);
			}
			Pace other = this.pace.with(name, value);
			return (other != null) ? new Load(this.threads, other) : null;
		}

	}

}
