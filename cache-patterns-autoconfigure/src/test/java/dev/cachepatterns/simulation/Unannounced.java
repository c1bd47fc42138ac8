package dev.cachepatterns.simulation;

/**
 * Writes the row, and tells the cache only afterwards.
 *
 * @param jvm where
 * @param effect what it does to the cache
 */
record Unannounced(int jvm, Effect effect) implements Program {

	@Override
	public void run(Simulation simulation) {
		int version = simulation.commit();
		this.effect.invalidate(simulation, this.jvm);
		simulation.returned(version);
	}

	@Override
	public String toString() {
		return "unannounced writer of JVM %d, %s".formatted(this.jvm, this.effect);
	}

}
