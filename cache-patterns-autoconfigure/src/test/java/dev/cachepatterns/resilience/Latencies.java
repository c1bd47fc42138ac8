package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.cachepatterns.resilience.Callers.Call;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an outage has cost its callers, without the time of the database, beside what the
 * same threads need on this machine without any cache.
 *
 * @param bare when the callers had no cache, as {@link System#nanoTime()}
 * @param cached when they had one again
 * @param broken when the cache was broken, as {@link System#nanoTime()}
 * @param open when the breaker was open
 * @param repaired when the cache was repaired
 * @param served when the cache has served again
 */
record Latencies(long bare, long cached, long broken, long open, long repaired, long served) {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	// Time in which callers that wait for their timeout go on
	private static final long SETTLING = TimeUnit.MILLISECONDS.toNanos(20);

	/**
	 * Prints it.
	 */
	void report(String fault, Callers callers) {
		long first = callers.calls()
			.filter((call) -> call.ended() >= this.broken && !served(call))
			.mapToLong(Call::began)
			.min()
			.orElseThrow();
		long[] until = added(callers, first, this.open);
		long[] afterwards = added(callers, this.open + SETTLING, this.repaired);
		long[] without = added(callers, this.bare + SETTLING, this.cached);
		long[] waits = waits();
		long toHit = this.served - this.repaired;
		System.out.printf(
				"%s, %d callers: %d failed calls; open %d ms after the first call that it costs; added latency p50 %.1f "
						+ "p99 %.1f max %.1f ms until then (%d calls), p50 %.2f p99 %.2f ms afterwards (%d calls); "
						+ "first hit %d ms after the repair; without a cache p50 %.2f p99 %.2f ms (%d calls), and threads "
						+ "that only wait for the timeout p50 %.1f p99 %.1f ms%n",
				fault, Callers.THREADS, callers.failures(), millis(this.open - first), at(until, 0.5) / 1e6,
				at(until, 0.99) / 1e6, at(until, 1) / 1e6, until.length, at(afterwards, 0.5) / 1e6,
				at(afterwards, 0.99) / 1e6, afterwards.length, millis(toHit), at(without, 0.5) / 1e6,
				at(without, 0.99) / 1e6, without.length, at(waits, 0.5) / 1e6, at(waits, 0.99) / 1e6);
		assertThat(callers.failures()).isZero();
		assertThat(Duration.ofNanos(this.open - first)).isLessThan(TIMEOUT.multipliedBy(3));
		assertThat(Duration.ofNanos(at(until, 0.99))).isLessThan(TIMEOUT.multipliedBy(2));
		assertThat(Duration.ofNanos(at(afterwards, 0.99))).isLessThan(Duration.ofMillis(20));
		assertThat(Duration.ofNanos(toHit)).isLessThan(Duration.ofSeconds(2));
	}

	/**
	 * Whether the cache has answered in time.
	 */
	private static boolean served(Call call) {
		return call.hit() && call.added() < TIMEOUT.toNanos() / 2;
	}

	private static long[] added(Callers callers, long from, long to) {
		return callers.calls()
			.filter((call) -> call.began() >= from && call.began() < to)
			.mapToLong(Call::added)
			.sorted()
			.toArray();
	}

	/**
	 * What as many threads take that wait for the timeout, and for nothing else.
	 */
	private static long[] waits() {
		ExecutorService threads = Executors.newFixedThreadPool(Callers.THREADS);
		try {
			CountDownLatch ready = new CountDownLatch(Callers.THREADS);
			return IntStream.range(0, Callers.THREADS).mapToObj((i) -> threads.submit(() -> {
				ready.countDown();
				ready.await();
				long began = System.nanoTime();
				new CountDownLatch(1).await(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
				return System.nanoTime() - began;
			})).toList().stream().mapToLong(Latencies::value).sorted().toArray();
		}
		finally {
			threads.shutdown();
		}
	}

	private static long value(Future<Long> future) {
		try {
			return future.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static long at(long[] sorted, double part) {
		return (sorted.length > 0) ? sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] : 0;
	}

	private static long millis(long nanos) {
		return TimeUnit.NANOSECONDS.toMillis(nanos);
	}

}
