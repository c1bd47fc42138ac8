package dev.cachepatterns.benchmarks.expiry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Readers that come at a steady rate, whatever the ones before them wait for: the time of
 * each counts from when it was due, so that no wait is left out because it kept the next
 * reader from coming.
 */
final class Arrivals implements AutoCloseable {

	static final int KEYS = 20;

	private final int threads;

	private final long interval;

	private final ExecutorService executor;

	/**
	 * Readers of a rate.
	 * @param perSecond readers in a second, of all threads together
	 * @param threads how many may wait at a time
	 */
	Arrivals(int perSecond, int threads) {
		this.threads = threads;
		this.interval = Duration.ofSeconds(threads).toNanos() / perSecond;
		this.executor = Executors.newFixedThreadPool(threads);
	}

	/**
	 * Reads for some time.
	 * @return what each reader has waited, in nanoseconds
	 */
	long[] run(LongFunction<?> reads, Duration time) {
		long start = System.nanoTime() + Duration.ofMillis(5).toNanos();
		int each = Math.toIntExact(time.toNanos() / this.interval);
		List<Future<long[]>> parts = new ArrayList<>();
		for (int i = 0; i < this.threads; i++) {
			long first = start + this.interval * i / this.threads;
			int thread = i;
			parts.add(this.executor.submit(() -> read(reads, first, each, thread)));
		}
		return parts.stream().flatMapToLong((part) -> Arrays.stream(result(part))).toArray();
	}

	private long[] read(LongFunction<?> reads, long first, int count, int thread) {
		long[] nanos = new long[count];
		for (int i = 0; i < count; i++) {
			long due = first + i * this.interval;
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			if (reads.apply((thread + (long) i * this.threads) % KEYS) == null) {
				throw new IllegalStateException("Nothing was read");
			}
			nanos[i] = System.nanoTime() - due;
		}
		return nanos;
	}

	private static long[] result(Future<long[]> part) {
		try {
			return part.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
