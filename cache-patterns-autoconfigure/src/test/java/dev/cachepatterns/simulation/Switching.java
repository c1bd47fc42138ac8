package dev.cachepatterns.simulation;

import java.util.List;
import java.util.stream.Stream;

import dev.cachepatterns.pattern.Mode;

/**
 * Switches the cache of JVMs, one after the other.
 *
 * @param switches in this order
 */
record Switching(List<Switch> switches) implements Program {

	static Switching of(int jvm, Mode... modes) {
		return new Switching(Stream.of(modes).map((mode) -> new Switch(jvm, mode)).toList());
	}

	@Override
	public void run(Simulation simulation) {
		this.switches.forEach((one) -> simulation.switchTo(one.jvm(), one.mode()));
	}

	@Override
	public String toString() {
		return "switches " + this.switches;
	}

	/**
	 * One of them.
	 */
	record Switch(int jvm, Mode mode) {
	}

}
