package dev.cachepatterns.resilience;

import java.util.function.Consumer;

/**
 * Nodes that have a circuit breaker each.
 */
public interface Nodes {

	/**
	 * Tells of every node: those that were asked so far, and those that will be.
	 * @param listener told once of each, not at the same time
	 */
	void listen(Consumer<Node> listener);

}
