package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.StoreKey;

/**
 * Runs probes on threads of its own, which exist while a node is out.
 */
public final class Probes implements AutoCloseable {

	/**
	 * Time between a probe that has failed and the next, by default.
	 */
	public static final Duration WAIT = Duration.ofMillis(100);

	/**
	 * Time between the looks at a breaker that is not closed.
	 */
	static final Duration INTERVAL = Duration.ofMillis(50);

	private static final Log logger = LogFactory.getLog(CircuitBreakerStore.class);

	// Nodes that hang keep a thread each
	private static final int THREADS = 8;

	private final LongSupplier random;

	private final Predicate<Predicate<StoreKey>> replay;

	private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, (task) -> {
		Thread thread = new Thread(task, "cache-patterns-probe");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * No probe yet.
	 * @param random source of tokens; never zero
	 * @param replay makes good what is owed for the keys that its argument takes, and
	 * says whether nothing of it is left
	 */
	public Probes(LongSupplier random, Predicate<Predicate<StoreKey>> replay) {
		this.random = random;
		this.replay = replay;
		this.threads.setKeepAliveTime(10, TimeUnit.SECONDS);
		this.threads.allowCoreThreadTimeOut(true);
	}

	long token() {
		return this.random.getAsLong();
	}

	boolean replay(Predicate<StoreKey> keys) {
		return this.replay.test(keys);
	}

	/**
	 * Calls a step again and again.
	 * @param step returns whether it wants to be called again
	 */
	void start(BooleanSupplier step) {
		try {
			this.threads.schedule(() -> {
				if (again(step)) {
					start(step);
				}
			}, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The application is being closed", ex);
		}
	}

	/**
	 * A step that fails in a way that it does not expect is called again: nobody else
	 * would.
	 */
	private static boolean again(BooleanSupplier step) {
		try {
			return step.getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.warn("A probe has failed, and is repeated", ex);
			return true;
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
