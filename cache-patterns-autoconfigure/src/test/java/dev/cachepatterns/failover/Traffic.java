package dev.cachepatterns.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;

/**
 * Readers and writers on instances of an application. A read is stale if it finds less
 * than a write had written that returned before the read began.
 */
final class Traffic implements AutoCloseable {

	static final int ROWS = 40;

	private static final int READERS = 4;

	private final AtomicLongArray written = new AtomicLongArray(ROWS);

	private final AtomicLong reads = new AtomicLong();

	private final AtomicLong writes = new AtomicLong();

	private final AtomicLong stale = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final AtomicLong slowest = new AtomicLong();

	private final List<Thread> threads = new ArrayList<>();

	private final List<Ledger> instances;

	private volatile boolean done;

	Traffic(List<Ledger> instances) {
		this.instances = instances;
		for (int i = 0; i < instances.size(); i++) {
			Ledger ledger = instances.get(i);
			int first = i;
			start(() -> write(ledger, first));
			for (int reader = 0; reader < READERS; reader++) {
				start(() -> read(ledger));
			}
		}
	}

	private void start(Runnable step) {
		Thread thread = new Thread(() -> {
			while (!this.done) {
				long began = System.nanoTime();
				try {
					step.run();
				}
				catch (RuntimeException ex) {
					ex.printStackTrace(System.out);
					this.failed.incrementAndGet();
				}
				long took = System.nanoTime() - began;
				this.slowest.accumulateAndGet(took, Math::max);
				LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
			}
		});
		this.threads.add(thread);
		thread.start();
	}

	private void read(Ledger ledger) {
		int id = ThreadLocalRandom.current().nextInt(ROWS);
		long atLeast = this.written.get(id);
		if (ledger.find(id) < atLeast) {
			this.stale.incrementAndGet();
		}
		this.reads.incrementAndGet();
	}

	/**
	 * Writes to one of the rows that are this instance's.
	 */
	private void write(Ledger ledger, int first) {
		int id = ThreadLocalRandom.current().nextInt(ROWS / this.instances.size()) * this.instances.size() + first;
		long version = this.written.get(id) + 1;
		ledger.write(id, version);
		this.written.set(id, version);
		this.writes.incrementAndGet();
	}

	/**
	 * Waits until a row is served by the cache on each instance.
	 * @return the time that it took
	 */
	Duration untilHit(int id) {
		long began = System.nanoTime();
		for (Ledger ledger : this.instances) {
			Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(() -> {
				ledger.loaded();
				ledger.find(id);
				return !ledger.loaded();
			});
		}
		return Duration.ofNanos(System.nanoTime() - began);
	}

	/**
	 * Waits for more reads and writes.
	 */
	void go(int reads) {
		long enough = this.reads.get() + reads;
		long writes = this.writes.get() + 20;
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.reads.get() > enough && this.writes.get() > writes);
	}

	long stale() {
		return this.stale.get();
	}

	long failed() {
		return this.failed.get();
	}

	void report(String fault, Duration hit) {
		long loads = this.instances.stream().mapToLong(Ledger::loads).sum();
		System.out.printf(
				"%s: %,d reads (%,d loads), %,d writes; %d failed calls, %d stale reads; slowest call %d ms; "
						+ "first hit on both instances %d ms after the fault%n",
				fault, this.reads.get(), loads, this.writes.get(), failed(), stale(),
				TimeUnit.NANOSECONDS.toMillis(this.slowest.get()), hit.toMillis());
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * Waits for the last calls.
	 */
	void stop() {
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
