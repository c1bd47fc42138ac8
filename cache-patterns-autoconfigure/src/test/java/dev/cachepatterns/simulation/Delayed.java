package dev.cachepatterns.simulation;

import java.time.Duration;

/**
 * Does something later. Only for actors with threads.
 *
 * @param program what
 * @param millis how much later, in milliseconds
 */
record Delayed(Program program, int millis) implements Program {

	@Override
	public void run(Simulation simulation) {
		simulation.journals().agenda().sleep(Duration.ofMillis(this.millis));
		this.program.run(simulation);
	}

	@Override
	public String toString() {
		return this.program.toString();
	}

}
