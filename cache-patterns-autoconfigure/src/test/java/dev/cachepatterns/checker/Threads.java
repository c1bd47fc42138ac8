package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The readers and writers of a worker.
 */
final class Threads {

	private static final Log logger = LogFactory.getLog(Threads.class);

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final Workload workload;

	private final Reads reads;

	private final Writes writes;

	private final EventLog log;

	private volatile boolean done;

	Threads(Workload workload, Reads reads, Writes writes, EventLog log) {
		this.workload = workload;
		this.reads = reads;
		this.writes = writes;
		this.log = log;
	}

	/**
	 * Reads and writes for a while.
	 * @return the number of calls that failed
	 */
	int run(Duration time) {
		start();
		long until = System.nanoTime() + time.toNanos();
		for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return stop();
	}

	/**
	 * Begins to read and write.
	 */
	void start() {
		for (int i = 0; i < this.workload.readers(); i++) {
			this.threads.add(new Thread(() -> repeat(this::read), "reader-" + i));
		}
		for (int i = 0; i < this.workload.writers(); i++) {
			this.threads.add(new Thread(() -> repeat(this::write), "writer-" + i));
		}
		this.threads.forEach(Thread::start);
	}

	/**
	 * Waits for the last calls.
	 * @return the number of calls that failed
	 */
	int stop() {
		this.done = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.failures.get();
	}

	private void repeat(Runnable step) {
		while (!this.done) {
			try {
				step.run();
			}
			catch (RuntimeException ex) {
				if (this.failures.getAndIncrement() < 5) {
					logger.warn("A call has failed", ex);
				}
			}
		}
	}

	private void read() {
		this.log.add(this.reads.read(id()));
	}

	private void write() {
		this.log.add(this.writes.write(id()));
		Steps.pause(this.workload.think());
	}

	private int id() {
		return ThreadLocalRandom.current().nextInt(this.workload.keys());
	}

}
