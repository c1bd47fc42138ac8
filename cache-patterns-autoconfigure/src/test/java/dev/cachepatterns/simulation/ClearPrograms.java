package dev.cachepatterns.simulation;

import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.simulation.Programs.Outcome;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What callers that clear a cache do.
 */
final class ClearPrograms {

	private ClearPrograms() {
	}

	/**
	 * Writes the row in a transaction that clears the cache.
	 *
	 * @param jvm where
	 * @param outcome how the transaction ends
	 */
	record Clearing(int jvm, Outcome outcome) implements Program {

		@Override
		public void run(Simulation simulation) {
			long deadline = simulation.beginWrite();
			Intent intent = announce(simulation);
			if (this.outcome == Outcome.COMMITTED) {
				int version = simulation.commit();
				if (intent != null) {
					leave(intent);
				}
				else {
					clear(simulation, simulation.cache(this.jvm));
				}
				simulation.returned(version);
			}
			else if (this.outcome == Outcome.UNKNOWN && intent != null) {
				simulation.sendCommit(deadline);
			}
			else {
				simulation.rollBack();
				if (intent != null) {
					leave(intent);
				}
			}
		}

		private @Nullable Intent announce(Simulation simulation) {
			try {
				return simulation.cache(this.jvm).intendClear(simulation.key.region());
			}
			catch (StoreException ex) {
				simulation.unannounced();
				return null;
			}
		}

		private void leave(Intent intent) {
			try {
				intent.leave();
			}
			catch (StoreException ex) {
				// Left to its time
			}
		}

		@Override
		public String toString() {
			return "clearing writer of JVM %d, %s".formatted(this.jvm, this.outcome);
		}

	}

	/**
	 * Writes the row, and clears the cache unannounced.
	 *
	 * @param jvm where
	 */
	record ClearingUnannounced(int jvm) implements Program {

		@Override
		public void run(Simulation simulation) {
			int version = simulation.commit();
			clear(simulation, simulation.cache(this.jvm));
			simulation.returned(version);
		}

		@Override
		public String toString() {
			return "unannounced clearing writer of JVM " + this.jvm;
		}

	}

	static void clear(Simulation simulation, CacheAside cache) {
		simulation.owe();
		Programs.acknowledged(() -> cache.clear(simulation.key.region()));
	}

}
