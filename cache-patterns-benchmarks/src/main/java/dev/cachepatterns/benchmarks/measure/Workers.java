package dev.cachepatterns.benchmarks.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.cachepatterns.benchmarks.subject.Operation;
import dev.cachepatterns.benchmarks.subject.Sequence;
import dev.cachepatterns.benchmarks.subject.Subject;

/**
 * Threads that call a subject until they are told to stop. They live as long as this
 * object, so that what they allocate can be counted.
 */
final class Workers implements AutoCloseable {

	private final int threads;

	private final ExecutorService executor;

	private final CountDownLatch never = new CountDownLatch(1);

	private volatile boolean running;

	// Written to, so that no result of a call can be optimized away
	private volatile int sink;

	Workers(int threads) {
		this.threads = threads;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Calls a subject for some time.
	 */
	Work run(Subject subject, Operation operation, Duration time) {
		this.running = true;
		CountDownLatch start = new CountDownLatch(this.threads);
		List<Future<Work>> parts = new ArrayList<>();
		for (int i = 0; i < this.threads; i++) {
			parts.add(this.executor.submit(() -> work(subject, operation, start)));
		}
		try {
			this.never.await(time.toNanos(), TimeUnit.NANOSECONDS);
			this.running = false;
			Work work = new Work(0, 0);
			for (Future<Work> part : parts) {
				work = work.plus(part.get());
			}
			return work;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(subject.name() + " failed: " + ex.getCause(), ex.getCause());
		}
	}

	private Work work(Subject subject, Operation operation, CountDownLatch start) throws InterruptedException {
		Sequence sequence = new Sequence();
		long calls = 0;
		int results = 0;
		start.countDown();
		start.await();
		long began = System.nanoTime();
		do {
			results += operation.call(subject, sequence.next()) == this ? 1 : 0;
			calls++;
		}
		while (this.running);
		long nanos = System.nanoTime() - began;
		this.sink = results;
		return new Work(calls, nanos);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * What threads have done.
	 *
	 * @param calls number of calls
	 * @param nanos sum of the threads' times
	 */
	record Work(long calls, long nanos) {

		Work plus(Work other) {
			return new Work(this.calls + other.calls, this.nanos + other.nanos);
		}

	}

}
