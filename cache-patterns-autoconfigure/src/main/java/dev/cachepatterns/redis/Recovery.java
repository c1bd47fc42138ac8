package dev.cachepatterns.redis;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.StoreException;

/**
 * Clears again what this instance has written in the last minute, when a server turns out
 * to have taken another's place: the one before may have acknowledged writes after the
 * promotion of the new one, on which others may have filled old values meanwhile. It
 * costs little, as what was cached before the promotion is dead already.
 * <p>
 * A writer that dies before it does so, or is cut off for longer than a minute, leaves
 * such a value until its time to live ends.
 */
final class Recovery {

	private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Map<Region, Long> written = new ConcurrentHashMap<>();

	private final LongSupplier nanos;

	private volatile boolean closed;

	/**
	 * Nothing was written yet.
	 * @param nanos the time, as {@link System#nanoTime()}
	 */
	Recovery(LongSupplier nanos) {
		this.nanos = nanos;
	}

	/**
	 * Called after each step of a write.
	 */
	void written(Region region) {
		this.written.put(region, this.nanos.getAsLong());
	}

	/**
	 * Clears the regions of recent writes on a thread of its own, and tries each until it
	 * is done.
	 * @param clear clears a region
	 * @param done called afterwards; at once, on this thread, if there is nothing to do
	 */
	void start(Consumer<Region> clear, Runnable done) {
		long now = this.nanos.getAsLong();
		this.written.values().removeIf((time) -> now - time > WINDOW);
		List<Region> regions = List.copyOf(this.written.keySet());
		if (regions.isEmpty()) {
			done.run();
			return;
		}
		Thread thread = new Thread(() -> {
			regions.forEach((region) -> insist(clear, region));
			done.run();
		}, "cache-patterns-recovery");
		thread.setDaemon(true);
		thread.start();
	}

	private void insist(Consumer<Region> clear, Region region) {
		while (!this.closed) {
			try {
				clear.accept(region);
				return;
			}
			catch (StoreException ex) {
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	/**
	 * Gives up what is not done.
	 */
	void close() {
		this.closed = true;
	}

}
