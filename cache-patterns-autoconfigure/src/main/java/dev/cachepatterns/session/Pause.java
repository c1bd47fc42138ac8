package dev.cachepatterns.session;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long and how often somebody tries again who has met another's change.
 */
final class Pause {

	/**
	 * Of several that meet, one succeeds each time.
	 */
	static final int ATTEMPTS = 100;

	private static final long SHORTEST = 50_000;

	private static final int DOUBLINGS = 5;

	private Pause() {
	}

	/**
	 * Waits a random time, up to 1.6 milliseconds.
	 * @param attempt the number of the attempt that has failed, from 0
	 */
	static void after(int attempt) {
		LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST << Math.min(attempt, DOUBLINGS)));
	}

}
