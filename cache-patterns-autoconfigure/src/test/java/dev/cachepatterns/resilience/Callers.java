package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * 200 threads that call and pause for 20 ms in turn: up to 10,000 calls a second.
 */
final class Callers implements AutoCloseable {

	static final int THREADS = 200;

	static final int KEYS = 50;

	private static final int OWN_KEYS = 5;

	private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean done;

	/**
	 * Starts them.
	 * @param squares what they call
	 * @param equal whether all of them ask for the same
	 */
	Callers(Squares squares, boolean equal) {
		for (int i = 0; i < THREADS; i++) {
			int first = equal ? 0 : i * OWN_KEYS;
			int keys = equal ? KEYS : OWN_KEYS;
			Thread thread = new Thread(() -> run(squares, first, keys));
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run(Squares squares, int first, int keys) {
		while (!this.done) {
			int number = first + ThreadLocalRandom.current().nextInt(keys);
			long began = System.nanoTime();
			try {
				if (squares.square(number) != number * number) {
					this.failures.incrementAndGet();
				}
			}
			catch (RuntimeException ex) {
				this.failures.incrementAndGet();
			}
			long ended = System.nanoTime();
			this.answered.incrementAndGet();
			long load = squares.lastLoad();
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
			this.calls.add(new Call(began, ended, ended - began - load, load == 0));
		}
	}

	int answered() {
		return this.answered.get();
	}

	int failures() {
		return this.failures.get();
	}

	/**
	 * The calls so far.
	 */
	Stream<Call> calls() {
		return this.calls.stream();
	}

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

	/**
	 * One call.
	 *
	 * @param began when it began
	 * @param ended when it ended
	 * @param added its time, without that of the load
	 * @param hit whether the cache has answered
	 */
	record Call(long began, long ended, long added, boolean hit) {
	}

}
