package dev.cachepatterns.simulation;

/**
 * A thread of a JVM that does what has to be done later, as long as there is anything.
 */
interface Background extends Program {

	/**
	 * Where.
	 */
	int jvm();

	@Override
	default void run(Simulation simulation) {
		Runnable step = simulation.journals().agenda().next(this);
		while (step != null) {
			step.run();
			step = simulation.journals().agenda().next(this);
		}
	}

}
