package dev.cachepatterns.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
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
		this(name, threads, threads, new LinkedBlockingQueue<>(WAITING));
	}

	private CacheExecutor(String name, int core, int most, BlockingQueue<Runnable> waiting) {
		CustomizableThreadCreator names = new CustomizableThreadCreator(name);
		names.setDaemon(true);
		this.threads = new ThreadPoolExecutor(core, most, 30, TimeUnit.SECONDS, waiting, names::createThread);
		if (core > 0) {
			this.threads.allowCoreThreadTimeOut(true);
		}
	}

	/**
	 * Steps that do not wait for a thread: where there is none, they are rejected.
	 * @param name first part of the threads' names
	 * @param threads how many there may be
	 */
	static CacheExecutor direct(String name, int threads) {
		return new CacheExecutor(name, 0, threads, new SynchronousQueue<>());
	}

	Executor executor() {
		return this.threads;
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}
