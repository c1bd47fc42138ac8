package dev.cachepatterns.pattern;

import java.time.Duration;

/**
 * How long one side of the protocol bears with the other.
 *
 * @param lease time that a reader has to load a value; positive
 * @param shortestLease time that a reader has where loads have been short of late; at
 * most the former
 * @param waitBudget time that a caller waits for a load in another JVM; 0 for none
 * @param intent time that a writer has for its commit; positive
 * @param loadRetry time after a failed load for which a value that is no longer fresh is
 * served without another attempt; 0 for none
 * @param replicaLag time after a write in which loaders may still read what was before
 * it, from a replica of the database: nothing is stored then; 0 for none
 */
public record Timeouts(Duration lease, Duration shortestLease, Duration waitBudget, Duration intent, Duration loadRetry,
		Duration replicaLag) {

	/**
	 * How long the intent of a writer stands that never ends it: a replica may still lag
	 * behind a commit in the last moment.
	 */
	Duration standing() {
		return this.intent.plus(this.replicaLag);
	}

}
