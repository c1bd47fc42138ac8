package dev.cachepatterns.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.benchmarks.measure.Pace;
import dev.cachepatterns.benchmarks.subject.Backend;
import dev.cachepatterns.benchmarks.subject.Operation;

/**
 * What is measured, and how long.
 *
 * @param backends the backends
 * @param operations the operations
 * @param threads numbers of threads
 * @param pace how long each scenario is measured
 */
record Settings(Set<Backend> backends, Set<Operation> operations, List<Integer> threads, Pace pace) {

	static final Settings DEFAULT = new Settings(EnumSet.allOf(Backend.class), Operation.ALL, List.of(1, 16),
			new Pace(30, 45, Duration.ofMillis(100)));

	private static final Pace SHORT = new Pace(1, 2, Duration.ofMillis(30));

	private static final String USAGE = """
			Arguments, all optional:
			  --backends=redis,memcached,memory
			  --operations=hit,miss,put,bulk,mixed-put,mixed-evict
			  --threads=1,16
			  --rounds=45     slices of each subject that count
			  --warm-up=30    slices of each subject before
			  --slice=100     milliseconds of a slice
			  --short         as few as show that it runs
			""";

	/**
	 * Reads the arguments of the command line.
	 * @throws IllegalArgumentException for one that is not known
	 */
	static Settings parse(String... arguments) {
		Settings settings = DEFAULT;
		for (String argument : arguments) {
			try {
				settings = settings.with(argument);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("'" + argument + "' is no argument. " + USAGE, ex);
			}
		}
		return settings;
	}

	private Settings with(String argument) {
		String[] parts = argument.split("=", 2);
		String value = (parts.length == 2) ? parts[1] : "";
		return switch (parts[0]) {
			case "--backends" ->
				new Settings(constants(Backend.class, value), this.operations, this.threads, this.pace);
			case "--operations" ->
				new Settings(this.backends, constants(Operation.class, value), this.threads, this.pace);
			case "--threads" -> new Settings(this.backends, this.operations,
					Arrays.stream(value.split(",")).map(Integer::valueOf).toList(), this.pace);
			case "--short" -> with(SHORT);
			default -> with(this.pace.with(parts[0], Integer.parseInt(value)));
		};
	}

	private Settings with(@Nullable Pace other) {
		if (other == null) {
			throw new IllegalArgumentException("Unknown");
		}
		return new Settings(this.backends, this.operations, this.threads, other);
	}

	private static <E extends Enum<E>> Set<E> constants(Class<E> type, String names) {
		Set<E> constants = EnumSet.noneOf(type);
		for (String name : names.split(",")) {
			constants.add(Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_')));
		}
		return constants;
	}

}
