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

	@Cacheable("squares")
	public int square(int number) {
		long began = System.nanoTime();
		this.loads.incrementAndGet();
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
		LOADING.set(System.nanoTime() - began);
		return number * number;
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
