package dev.cachepatterns.benchmarks.measure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How long a scenario is measured.
 *
 * @param warmUp number of slices of each subject that are not counted
 * @param rounds number of slices of each subject that are
 * @param slice time of one slice
 */
public record Pace(int warmUp, int rounds, Duration slice) {

	/**
	 * The pace with another value of one of the arguments {@code --rounds},
	 * {@code --warm-up} and {@code --slice}, the last in milliseconds.
	 * @param name the argument
	 * @param value its value
	 * @return the pace; {@code null} if the argument is another
	 */
	public @Nullable Pace with(String name, int value) {
		return switch (name) {
			case "--rounds" -> new Pace(this.warmUp, value, this.slice);
			case "--warm-up" -> new Pace(value, this.rounds, this.slice);
			case "--slice" -> new Pace(this.warmUp, this.rounds, Duration.ofMillis(value));
			default -> null;
		};
	}

}
