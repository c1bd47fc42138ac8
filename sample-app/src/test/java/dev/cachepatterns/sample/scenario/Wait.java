package dev.cachepatterns.sample.scenario;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for what is a matter of microseconds, thousands of times.
 */
final class Wait {

	private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(20);

	private Wait() {
	}

	static void until(BooleanSupplier condition) {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() - start > LONGEST) {
				throw new IllegalStateException("Nothing happens any more");
			}
			LockSupport.parkNanos(PAUSE);
		}
	}

}
