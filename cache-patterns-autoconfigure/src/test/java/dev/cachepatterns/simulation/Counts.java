package dev.cachepatterns.simulation;

import java.util.Arrays;

/**
 * What happened in many schedules of one thread.
 */
final class Counts {

	long steps;

	long hits;

	long loads;

	long fills;

	long refused;

	/**
	 * Callers that waited for the load of another of their JVM.
	 */
	long joined;

	/**
	 * Invalidations that were owed and are made.
	 */
	long replayed;

	long publishes;

	long unpublished;

	/**
	 * Schedules that differ from each other by construction.
	 */
	long explored;

	private long[] schedules = new long[1024];

	private int length;

	void schedule(long hash) {
		if (this.length == this.schedules.length) {
			this.schedules = Arrays.copyOf(this.schedules, 2 * this.length);
		}
		this.schedules[this.length++] = hash;
	}

	long schedules() {
		return this.explored + this.length;
	}

	long distinct() {
		return this.explored + Arrays.stream(this.schedules, 0, this.length).sorted().distinct().count();
	}

	Counts add(Counts other) {
		this.explored += other.explored;
		this.steps += other.steps;
		this.hits += other.hits;
		this.loads += other.loads;
		this.fills += other.fills;
		this.refused += other.refused;
		this.publishes += other.publishes;
		this.unpublished += other.unpublished;
		for (int i = 0; i < other.length; i++) {
			schedule(other.schedules[i]);
		}
		return this;
	}

	@Override
	public String toString() {
		return "%,d schedules, %,d distinct, %,d steps, %,d hits, %,d loads, %,d fills stored, %,d refused, %,d published, %,d not"
			.formatted(schedules(), distinct(), this.steps, this.hits, this.loads, this.fills, this.refused,
					this.publishes, this.unpublished);
	}

}
