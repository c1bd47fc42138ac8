package dev.cachepatterns.simulation;

import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.LoadFailure;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.StoreException;

/**
 * Reads once, and loads the value anew that it has been served.
 *
 * @param jvm where
 * @param outcome what becomes of the load
 */
record Refreshing(int jvm, Load outcome) implements Program {

	@Override
	public void run(Simulation simulation) {
		Begun begun = simulation.begin(this.jvm);
		CacheAside cache = simulation.cache(this.jvm);
		try {
			int early = (this.outcome == Load.BEFORE_ITS_READ) ? simulation.load() : 0;
			Read read = cache.read(simulation.key, Caller.of(Simulation.METHOD), () -> OnMiss.LEASE);
			if (read.hit() == null) {
				int loaded = simulation.load();
				cache.fill(read, loaded, Caller.of(Simulation.METHOD));
				simulation.served(begun, loaded, false);
				return;
			}
			simulation.served(begun, read.hit().value(), true);
			cache.keep(read, (due) -> end(simulation, cache, due, early));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		catch (StoreException ex) {
			// The caller has its value
		}
	}

	private void end(Simulation simulation, CacheAside cache, Read due, int early) {
		switch (this.outcome) {
			case STORED -> simulation.filled(cache.fill(due, simulation.load(), Caller.of(Simulation.METHOD)));
			case BEFORE_ITS_READ -> cache.fill(due, early, Caller.of(Simulation.METHOD));
			case FAILED -> cache.release(due, new LoadFailure(Simulation.METHOD, null));
			case NOT_WANTED -> cache.release(due, null);
		}
	}

	Refreshing mutated(Mutation mutation) {
		return (mutation == Mutation.REFRESH_LOADS_BEFORE_ITS_READ) ? new Refreshing(this.jvm, Load.BEFORE_ITS_READ)
				: this;
	}

	/**
	 * What becomes of a load.
	 */
	enum Load {

		/**
		 * Its value is stored.
		 */
		STORED,

		/**
		 * It fails, and the value is served on.
		 */
		FAILED,

		/**
		 * Its value is not to be stored.
		 */
		NOT_WANTED,

		/**
		 * A mistake: its value is stored, but it was loaded before the cache was read.
		 */
		BEFORE_ITS_READ

	}

}
