package dev.cachepatterns.simulation;

/**
 * Replays what is owed, as long as there is anything.
 *
 * @param jvm where
 */
record Replaying(int jvm) implements Program {

	@Override
	public void run(Simulation simulation) {
		Runnable step = simulation.journals().next(this.jvm);
		while (step != null) {
			step.run();
			step = simulation.journals().next(this.jvm);
		}
	}

	@Override
	public String toString() {
		return "replay of JVM " + this.jvm;
	}

}
