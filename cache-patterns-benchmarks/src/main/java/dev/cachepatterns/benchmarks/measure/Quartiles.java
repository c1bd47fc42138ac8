package dev.cachepatterns.benchmarks.measure;

import java.util.Arrays;

/**
 * The middle of some numbers, and how far they are spread.
 *
 * @param first a quarter of the numbers is below it
 * @param median half of the numbers are below it
 * @param third three quarters of the numbers are below it
 */
public record Quartiles(double first, double median, double third) {

	/**
	 * The quartiles of numbers, interpolated between neighbours (Hyndman and Fan 1996,
	 * type 7).
	 * @param numbers the numbers, at least one
	 * @return the quartiles
	 */
	public static Quartiles of(double... numbers) {
		if (numbers.length == 0) {
			throw new IllegalArgumentException("There are no quartiles of nothing");
		}
		double[] sorted = numbers.clone();
		Arrays.sort(sorted);
		return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
	}

	private static double quantile(double[] sorted, double fraction) {
		double position = fraction * (sorted.length - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
	}

}
