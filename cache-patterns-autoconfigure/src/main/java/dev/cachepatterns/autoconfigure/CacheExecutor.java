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

	private static final int THREADS = 8;

	// Beyond this the cache is slower than its callers: steps fail at once, and are
	// reported
	private static final int WAITING = 10_000;

	private final ThreadPoolExecutor threads;

	CacheExecutor() {
		CustomizableThreadCreator names = new CustomizableThreadCreator("cache-patterns-");
		names.setDaemon(true);
		this.threads = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS,
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
