package dev.cachepatterns.simulation;

import dev.cachepatterns.pattern.Mode;

/**
 * A write of a JVM whose cache is off at times.
 *
 * @param write the write
 * @param mistaken whether it knows that the cache is off, and the cache does not
 */
record SwitchedOff(Committing write, boolean mistaken) implements Program {

	@Override
	public void run(Simulation simulation) {
		Calls calls = new Calls(simulation, this.write);
		Transaction transaction = calls.transaction(simulation.beginWrite());
		int switches = calls.switches();
		boolean off = simulation.mode(this.write.jvm()) == Mode.OFF;
		if (off && this.mistaken) {
			transaction.commit();
			calls.unnoticed(transaction);
		}
		else if (this.write.commits(calls, transaction)) {
			// One that was switched meanwhile may have told the cache, or not
			if (off || calls.switches() > switches) {
				calls.unnoticed(transaction);
			}
			else {
				simulation.returned(transaction.version().get());
			}
		}
	}

	@Override
	public String toString() {
		return this.write.toString();
	}

}
