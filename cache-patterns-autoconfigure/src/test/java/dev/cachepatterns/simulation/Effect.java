package dev.cachepatterns.simulation;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.pattern.Intent;
import dev.cachepatterns.pattern.WriteIntent;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a write does to the cache.
 */
enum Effect {

	/**
	 * It leaves what it has written.
	 */
	PUT,

	/**
	 * It removes the entry.
	 */
	EVICT,

	/**
	 * It clears the cache.
	 */
	CLEAR,

	/**
	 * It evicts the tag of the entry.
	 */
	EVICT_TAG;

	/**
	 * Announces it.
	 * @return the intent, {@code null} if the cache cannot be told
	 */
	@Nullable Intent announce(Simulation simulation, int jvm) {
		CacheAside cache = simulation.cache(jvm);
		try {
			return switch (this) {
				case CLEAR -> cache.intendClear(simulation.key.region());
				case EVICT_TAG -> cache.intend(simulation.tag, Caller.ANYONE);
				case PUT, EVICT -> cache.intend(simulation.key, simulation.caller(Expected.ANYTHING));
			};
		}
		catch (StoreException ex) {
			return null;
		}
	}

	/**
	 * Makes it after a commit. What cannot be made is left to the time of the intent.
	 */
	void exit(Simulation simulation, Intent intent, int version) {
		if (this == PUT && intent instanceof WriteIntent write) {
			publish(simulation, write, version);
		}
		else {
			leave(intent);
		}
	}

	static void publish(Simulation simulation, WriteIntent intent, int version) {
		try {
			Expected written = (version % 2 == 0) ? Expected.ANYTHING : Simulation.METHOD;
			simulation.published(intent.publish(version, simulation.caller(written)));
		}
		catch (StoreException ex) {
			simulation.published(false);
		}
	}

	static void leave(Intent intent) {
		try {
			intent.leave();
		}
		catch (StoreException ex) {
			// Left to its time
		}
	}

	/**
	 * Makes it good after a commit that was not announced: until the backend has
	 * acknowledged, as the journal does.
	 */
	void invalidate(Simulation simulation, int jvm) {
		simulation.owe();
		acknowledged(() -> once(simulation, jvm));
	}

	/**
	 * Tries once to make it good.
	 */
	void once(Simulation simulation, int jvm) {
		CacheAside cache = simulation.cache(jvm);
		if (this == CLEAR) {
			cache.clear(simulation.key.region());
		}
		else {
			cache.evict((this == EVICT_TAG) ? simulation.tag : simulation.key);
		}
	}

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

}
