package dev.cachepatterns.simulation;

import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.simulation.Programs.Outcome;
import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.StoreException;

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
			long token = announce(simulation);
			if (this.outcome == Outcome.COMMITTED) {
				int version = simulation.commit();
				if (token != 0) {
					leave(simulation, token);
				}
				else {
					clear(simulation, simulation.cache(this.jvm));
				}
				simulation.returned(version);
			}
			else if (this.outcome == Outcome.UNKNOWN && token != 0) {
				simulation.sendCommit(deadline);
			}
			else {
				simulation.rollBack();
				if (token != 0) {
					leave(simulation, token);
				}
			}
		}

		private long announce(Simulation simulation) {
			CacheStore store = simulation.cache(this.jvm).storage().store();
			long token = simulation.cache(this.jvm).storage().random().getAsLong();
			try {
				store.enterClear(simulation.key.region(), token,
						simulation.cache(this.jvm).storage().timeouts().intent());
				return token;
			}
			catch (StoreException ex) {
				simulation.unannounced();
				return 0;
			}
		}

		private void leave(Simulation simulation, long token) {
			try {
				simulation.cache(this.jvm).storage().store().leaveClear(simulation.key.region(), token);
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
