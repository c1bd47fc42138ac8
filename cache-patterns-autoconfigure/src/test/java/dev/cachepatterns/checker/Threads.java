package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The readers and writers of a worker.
 */
final class Threads {

	private static final Log logger = LogFactory.getLog(Threads.class);

	private final AtomicInteger failures = new AtomicInteger();

	private final Workload workload;

	private final Reads reads;

	private final Writes writes;

	private final EventLog log;

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
		long until = System.nanoTime() + time.toNanos();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < this.workload.readers(); i++) {
			threads.add(new Thread(() -> repeat(until, this::read), "reader-" + i));
		}
		for (int i = 0; i < this.workload.writers(); i++) {
			threads.add(new Thread(() -> repeat(until, this::write), "writer-" + i));
		}
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return this.failures.get();
	}

	private void repeat(long until, Runnable step) {
		while (System.nanoTime() - until < 0) {
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
