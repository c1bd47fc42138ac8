package dev.cachepatterns.simulation;

import java.util.concurrent.ExecutionException;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.pattern.CacheAside;
import dev.cachepatterns.pattern.OnMiss;
import dev.cachepatterns.pattern.Read;
import dev.cachepatterns.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Reads, one after the other.
 *
 * @param jvm where
 * @param expected by which method
 * @param times how often
 * @param stores whether the loaded value may be stored
 * @param onMiss what it does about a miss; it can wait only if it has a thread
 * @param async whether the call does not block; only if it has a thread
 */
record Reading(int jvm, Expected expected, int times, boolean stores, OnMiss onMiss, boolean async) implements Program {

	Reading(int jvm, Expected expected, int times, boolean stores) {
		this(jvm, expected, times, stores, OnMiss.LEASE, false);
	}

	@Override
	public void run(Simulation simulation) {
		for (int time = 0; time < this.times; time++) {
			read(simulation);
		}
	}

	private void read(Simulation simulation) {
		Begun begun = simulation.begin(this.jvm);
		CacheAside cache = simulation.cache(this.jvm);
		Read read = look(simulation, cache);
		if (read != null && read.hit() != null) {
			simulation.served(begun, read.hit().value(), true);
			return;
		}
		int loaded = simulation.load();
		if (read != null) {
			end(simulation, cache, read, loaded);
		}
		simulation.served(begun, loaded, false);
	}

	private @Nullable Read look(Simulation simulation, CacheAside cache) {
		try {
			return this.async ? cache.readAsync(simulation.key, simulation.caller(this.expected)).get()
					: cache.read(simulation.key, simulation.caller(this.expected), () -> this.onMiss);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Suspension dead) {
				throw dead;
			}
			return null;
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
			cache.release(read, null);
			return;
		}
		try {
			boolean stored = cache.fill(read, loaded, simulation.caller(this.expected));
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
