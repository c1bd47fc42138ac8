package dev.cachepatterns.sample.scenario;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The loads of an instance for values that are served meanwhile. As many ask the database
 * at a time as the instance has threads for them.
 */
final class Refreshes {

	private static final ThreadLocal<@Nullable Refreshes> CURRENT = new ThreadLocal<>();

	// The default of cache-patterns.refresh.threads
	private static final int THREADS = 8;

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final AtomicInteger asking = new AtomicInteger();

	private volatile CountDownLatch gate = new CountDownLatch(1);

	/**
	 * What the calling thread loads for, {@code null} for a reader.
	 */
	static @Nullable Refreshes current() {
		return CURRENT.get();
	}

	/**
	 * The instance's own threads, watched.
	 */
	Executor on(Executor threads) {
		return (load) -> {
			this.begun.incrementAndGet();
			threads.execute(() -> run(load));
		};
	}

	private void run(Runnable load) {
		CURRENT.set(this);
		try {
			load.run();
		}
		finally {
			CURRENT.remove();
			this.ended.incrementAndGet();
		}
	}

	void await() {
		CountDownLatch seen = this.gate;
		this.asking.incrementAndGet();
		Database.await(seen);
	}

	/**
	 * Whether each of its threads waits for the database, or has nothing to do.
	 */
	boolean settled() {
		int waiting = this.asking.get();
		return waiting == Math.min(THREADS, this.begun.get() - this.ended.get());
	}

	/**
	 * Lets those answers through that somebody waits for.
	 */
	void answer() {
		int expected = this.ended.get() + this.asking.getAndSet(0);
		CountDownLatch opened = this.gate;
		this.gate = new CountDownLatch(1);
		opened.countDown();
		Wait.until(() -> this.ended.get() >= expected);
	}

}
