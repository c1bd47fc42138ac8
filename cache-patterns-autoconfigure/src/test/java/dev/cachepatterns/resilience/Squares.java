package dev.cachepatterns.resilience;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.springframework.cache.annotation.Cacheable;

/**
 * Knows squares, from a database that takes its time.
 */
public class Squares {

	private static final ThreadLocal<Long> LOADING = ThreadLocal.withInitial(() -> 0L);

	private final AtomicInteger loads = new AtomicInteger();

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	@Cacheable("squares")
	public int square(int number) {
		long began = System.nanoTime();
		this.loads.incrementAndGet();
		this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		this.running.decrementAndGet();
		LOADING.set(System.nanoTime() - began);
		return number * number;
	}

	/**
	 * The most loads at once since it was asked last.
	 */
	public int most() {
		return this.most.getAndSet(0);
	}

	public int loads() {
		return this.loads.get();
	}

	/**
	 * The time of the calling thread's last load, in ns; 0 if its last call was a hit.
	 */
	public long lastLoad() {
		long nanos = LOADING.get();
		LOADING.remove();
		return nanos;
	}

}
