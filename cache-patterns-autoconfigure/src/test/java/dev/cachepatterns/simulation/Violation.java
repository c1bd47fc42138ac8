package dev.cachepatterns.simulation;

import java.util.List;

/**
 * A schedule in which the promise is broken.
 *
 * @param what how
 * @param schedule number of the schedule among those that were tried
 * @param origin how to see it again
 * @param trace what happened
 */
record Violation(String what, long schedule, String origin, List<String> trace) {

	@Override
	public String toString() {
		return "%s in schedule %,d, %s%n\t%s".formatted(this.what, this.schedule, this.origin,
				String.join("\n\t", this.trace));
	}

}
