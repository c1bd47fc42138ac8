package dev.cachepatterns.stampede;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What takes so long that it is worth a cache. Says when it begins and when it ends.
 */
class LoggedLoader {

	private final Consumer<String> log;

	private volatile long nanos;

	private volatile boolean fails;

	private volatile CountDownLatch gate = new CountDownLatch(0);

	LoggedLoader(Consumer<String> log) {
		this.log = log;
	}

	/**
	 * Changes what it does.
	 * @param millis how long a load takes, negative for until it is let go
	 * @param failing whether it fails then
	 */
	void set(int millis, boolean failing) {
		this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
		this.fails = failing;
		this.gate = new CountDownLatch((millis < 0) ? 1 : 0);
	}

	void let() {
		this.gate.countDown();
	}

	String load(String key) {
		this.log.accept("begin " + key);
		try {
			waitForEnd();
			if (this.fails) {
				throw new IllegalStateException("The database is out");
			}
			return "value of " + key;
		}
		finally {
			this.log.accept("end " + key);
		}
	}

	private void waitForEnd() {
		try {
			if (!this.gate.await(10, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Nobody has let the load go");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		long end = System.nanoTime() + this.nanos;
		for (long left = this.nanos; left > 0; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
