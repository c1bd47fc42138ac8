package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that read rows at random, and others that write rows of their own. A read must
 * not return less than what was written when it began.
 */
final class VersionChecks implements AutoCloseable {

	static final int ROWS = 40;

	private static final int READERS = 16;

	private static final int WRITERS = 4;

	private final AtomicIntegerArray written = new AtomicIntegerArray(ROWS);

	private final LongAdder reads = new LongAdder();

	private final LongAdder writes = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final LongAdder stale = new LongAdder();

	private final List<Thread> threads = new ArrayList<>();

	private final Versions versions;

	private volatile boolean done;

	VersionChecks(Versions versions) {
		this.versions = versions;
		for (int i = 0; i < READERS; i++) {
			start(this::read);
		}
		for (int i = 0; i < WRITERS; i++) {
			int first = i;
			start(() -> write(ThreadLocalRandom.current().nextInt(ROWS / WRITERS) * WRITERS + first));
		}
	}

	private void start(Runnable step) {
		Thread thread = new Thread(() -> {
			while (!this.done) {
				try {
					step.run();
				}
				catch (RuntimeException ex) {
					this.failures.increment();
				}
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
			}
		});
		this.threads.add(thread);
		thread.start();
	}

	private void read() {
		int row = ThreadLocalRandom.current().nextInt(ROWS);
		int atLeast = this.written.get(row);
		int version = this.versions.read(row);
		if (version < atLeast) {
			this.stale.increment();
		}
		this.reads.increment();
	}

	private void write(int row) {
		boolean through = ThreadLocalRandom.current().nextBoolean();
		this.written.set(row, through ? this.versions.write(row) : this.versions.evict(row));
		this.writes.increment();
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
	}

	long reads() {
		return this.reads.sum();
	}

	long writes() {
		return this.writes.sum();
	}

	long failures() {
		return this.failures.sum();
	}

	long stale() {
		return this.stale.sum();
	}

	/**
	 * Ends all threads.
	 */
	@Override
	public void close() {
		this.done = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
