package dev.cachepatterns.simulation;

import dev.cachepatterns.codec.EntryCodec.Decoded;
import dev.cachepatterns.pattern.Caller;
import dev.cachepatterns.store.StoreException;

/**
 * Puts a value of its own if there is none. All who do see the same one.
 *
 * @param jvm where
 * @param value the value, at least {@link #FIRST}
 */
record PuttingIfAbsent(int jvm, int value) implements Program {

	/**
	 * Values from here on are no versions of the row.
	 */
	static final int FIRST = 1000;

	@Override
	public void run(Simulation simulation) {
		try {
			Decoded there = simulation.cache(this.jvm).putIfAbsent(simulation.key, this.value, Caller.ANYONE);
			simulation.put((there != null) ? there.value() : null, this.value);
		}
		catch (StoreException ex) {
			// It may be there
		}
	}

	@Override
	public String toString() {
		return "puts %d if absent, in JVM %d".formatted(this.value, this.jvm);
	}

}
