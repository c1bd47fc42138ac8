package dev.cachepatterns.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/**
 * Schedules of actors with threads, each made of a seed.
 */
abstract class SeededSchedules {

	/**
	 * How many there are in the normal build; the profile {@code soak} has a hundred
	 * times as many.
	 */
	static final long NUMBER = Long.getLong("simulation.schedules", 200_000) * 3 / 200;

	final Mutation mutation;

	final Counts counts = new Counts();

	final List<String> trace = new ArrayList<>();

	SeededSchedules(Mutation mutation) {
		this.mutation = mutation;
	}

	Counts counts() {
		return this.counts;
	}

	/**
	 * Runs the schedules of a base seed until something is found.
	 * @return what was found, {@code null} if nothing
	 */
	@Nullable Violation run(long base, long schedules) {
		ExecutorService threads = Executors.newCachedThreadPool();
		try {
			for (long i = 0; i < schedules; i++) {
				this.trace.clear();
				World world = run(threads, Hashes.mix(base + i));
				if (world.violation != null) {
					return new Violation(world.violation, i + 1, "again with -Dsimulation.base=" + (base + i),
							this.trace);
				}
			}
			return null;
		}
		finally {
			threads.shutdownNow();
		}
	}

	/**
	 * Runs the schedule of a seed.
	 */
	abstract World run(ExecutorService threads, long seed);

}
