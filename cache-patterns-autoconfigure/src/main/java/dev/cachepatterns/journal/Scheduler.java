package dev.cachepatterns.journal;

import java.time.Duration;

/**
 * Runs steps later, one at a time, on another thread.
 */
@FunctionalInterface
public interface Scheduler {

	/**
	 * Runs a step.
	 * @param step the step
	 * @param delay time until it begins; 0 for at once
	 */
	void schedule(Runnable step, Duration delay);

}
