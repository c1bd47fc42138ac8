package dev.cachepatterns.autoconfigure;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.util.CustomizableThreadCreator;

/**
 * Threads for the blocking steps of callers that must not block. Not an {@code Executor}
 * bean, as Spring Boot would then leave out its own.
 */
final class CacheExecutor implements AutoCloseable {

	/**
	 * Threads that do cache steps: each is a round trip to the cache.
	 */
	static final int THREADS = 8;

	// Beyond this the cache is slower than its callers: steps fail at once, and are
	// reported
	private static final int WAITING = 10_000;

	private final ThreadPoolExecutor threads;

	/**
	 * Starts threads as they are needed.
	 * @param name first part of their names
	 * @param threads how many there may be
	 */
	CacheExecutor(String name, int threads) {
		CustomizableThreadCreator names = new CustomizableThreadCreator(name);
		names.setDaemon(true);
		this.threads = new ThreadPoolExecutor(threads, threads, 30, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(WAITING), names::createThread);
		this.threads.allowCoreThreadTimeOut(true);
	}

	Executor executor() {
		return this.threads;
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}
