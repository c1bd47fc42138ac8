package dev.cachepatterns.simulation;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What callers of a cache do: as the interceptor does it.
 */
final class Programs {

	static final int ROLLED_BACK = -1;

	private Programs() {
	}

	/**
	 * Reads, one after the other.
	 *
	 * @param jvm where
	 * @param expected by which method
	 * @param times how often
	 * @param stores whether the loaded value may be stored
	 * @param onMiss what it does about a miss; it can wait only if it has a thread
	 */
	record Reading(int jvm, Expected expected, int times, boolean stores, OnMiss onMiss) implements Program {

		Reading(int jvm, Expected expected, int times, boolean stores) {
			this(jvm, expected, times, stores, OnMiss.LEASE);
		}

		@Override
		public void run(Simulation simulation) {
			for (int time = 0; time < this.times; time++) {
				read(simulation);
			}
		}

		private void read(Simulation simulation) {
			CacheAside cache = simulation.cache(this.jvm);
			int floor = simulation.begin();
			Read read = look(simulation, cache);
			if (read != null && read.hit() != null) {
				simulation.served(floor, read.hit().value(), true);
				return;
			}
			int loaded = simulation.load();
			if (read != null) {
				end(simulation, cache, read, loaded);
			}
			simulation.served(floor, loaded, false);
		}

		private @Nullable Read look(Simulation simulation, CacheAside cache) {
			try {
				return cache.read(simulation.key, this.expected, () -> this.onMiss);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			catch (StoreException ex) {
				return null;
			}
		}

		private void end(Simulation simulation, CacheAside cache, Read read, int loaded) {
			if (!this.stores) {
				cache.release(read);
				return;
			}
			try {
				boolean stored = cache.fill(read, loaded, this.expected);
				if (read.lease() != 0) {
					simulation.filled(stored);
				}
			}
			catch (StoreException ex) {
				// The caller has its value
			}
		}

		@Override
		public String toString() {
			return "reader %d of JVM %d, %d times%s".formatted(this.expected.origin(), this.jvm, this.times,
					this.stores ? "" : ", stores nothing");
		}

	}

	/**
	 * Writes the row in a transaction.
	 *
	 * @param jvm where
	 * @param outcome how the transaction ends
	 * @param publishes whether the written value is left in the cache
	 */
	record Writing(int jvm, Outcome outcome, boolean publishes) implements Program {

		@Override
		public void run(Simulation simulation) {
			long deadline = simulation.beginWrite();
			WriteIntent intent = intend(simulation, this.jvm);
			if (this.outcome == Outcome.COMMITTED) {
				int version = simulation.commit();
				if (intent != null) {
					exit(simulation, intent, this.publishes, version);
				}
				else {
					invalidate(simulation, simulation.cache(this.jvm));
				}
				simulation.returned(version);
			}
			else if (this.outcome == Outcome.UNKNOWN && intent != null) {
				simulation.sendCommit(deadline);
			}
			else {
				simulation.rollBack();
				if (intent != null) {
					exit(simulation, intent, false, ROLLED_BACK);
				}
			}
		}

		@Override
		public String toString() {
			return "writer of JVM %d, %s%s".formatted(this.jvm, this.outcome, this.publishes ? ", publishes" : "");
		}

	}

	/**
	 * Writes the row, and removes its entry unannounced.
	 */
	record Evicting(int jvm) implements Program {

		@Override
		public void run(Simulation simulation) {
			int version = simulation.commit();
			invalidate(simulation, simulation.cache(this.jvm));
			simulation.returned(version);
		}

		@Override
		public String toString() {
			return "evicting writer of JVM " + this.jvm;
		}

	}

	static @Nullable WriteIntent intend(Simulation simulation, int jvm) {
		try {
			return simulation.cache(jvm).intend(simulation.key);
		}
		catch (StoreException ex) {
			simulation.unannounced();
			return null;
		}
	}

	/**
	 * Ends an intent. One that cannot be ended is left to its time.
	 */
	static void exit(Simulation simulation, WriteIntent intent, boolean publish, int version) {
		try {
			if (publish) {
				simulation.published(intent.publish(version, Expected.ANYTHING));
			}
			else {
				intent.leave();
			}
		}
		catch (StoreException ex) {
			simulation.published(false);
		}
	}

	static void invalidate(Simulation simulation, CacheAside cache) {
		simulation.owe();
		acknowledged(() -> cache.evict(simulation.key));
	}

	/**
	 * Tries until the backend has acknowledged, as the journal does.
	 */
	static void acknowledged(Runnable step) {
		while (true) {
			try {
				step.run();
				return;
			}
			catch (StoreException ex) {
				// Again
			}
		}
	}

	/**
	 * How a transaction ends.
	 */
	enum Outcome {

		/**
		 * It is committed.
		 */
		COMMITTED,

		/**
		 * It is rolled back.
		 */
		ROLLED_BACK,

		/**
		 * The writer cannot know.
		 */
		UNKNOWN

	}

}
