package dev.cachepatterns.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

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
			if (load > 0) {
				this.calls.add(new Call(began, ended - began - load));
			}
		}
	}

	int answered() {
		return this.answered.get();
	}

	int failures() {
		return this.failures.get();
	}

	/**
	 * The calls that were not answered by the cache and began in a time.
	 */
	List<Long> added(long from, long to) {
		return this.calls.stream()
			.filter((call) -> call.began() >= from && call.began() < to)
			.map(Call::added)
			.sorted()
			.toList();
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
	 * @param added its time, without that of the load
	 */
	private record Call(long began, long added) {
	}

}
