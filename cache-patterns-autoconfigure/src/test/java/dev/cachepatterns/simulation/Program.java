package dev.cachepatterns.simulation;

/**
 * What an actor does. It is run from its beginning for every operation, with what its
 * earlier operations have returned: it may keep no state, and must ask the simulation for
 * all that can differ.
 */
@FunctionalInterface
interface Program {

	void run(Simulation simulation);

}
