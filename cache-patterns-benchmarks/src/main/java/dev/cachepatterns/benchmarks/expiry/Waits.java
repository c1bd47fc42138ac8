package dev.cachepatterns.benchmarks.expiry;

import java.util.Arrays;
import java.util.List;

/**
 * What readers have waited.
 *
 * @param sorted nanoseconds, in ascending order
 * @param loads how many values were loaded meanwhile
 */
record Waits(long[] sorted, long loads) {

	/**
	 * The time that a part of the readers did not exceed (nearest rank).
	 * @param part above 0, at most 1
	 * @return microseconds
	 */
	double quantile(double part) {
		int rank = (int) Math.ceil(part * this.sorted.length);
		return this.sorted[Math.max(0, rank - 1)] / 1e3;
	}

	static Waits of(long[] nanos, long loads) {
		long[] sorted = nanos.clone();
		Arrays.sort(sorted);
		return new Waits(sorted, loads);
	}

	/**
	 * All of them as one.
	 */
	static Waits all(List<Waits> parts) {
		return of(parts.stream().flatMapToLong((part) -> Arrays.stream(part.sorted())).toArray(),
				parts.stream().mapToLong(Waits::loads).sum());
	}

}
