package dev.cachepatterns.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.cachepatterns.store.KeyLayout;
import dev.cachepatterns.store.Region;
import org.springframework.util.CustomizableThreadCreator;

/**
 * Removes what clears have left behind, some time after them: entries of generations that
 * are gone, which nobody serves and which would hold memory until their time to live
 * ends.
 * <p>
 * One sweep runs at a time, for one cache, on a thread of its own. It walks through all
 * keys of each primary by {@code SCAN}, 500 at a time, and rests after each step for nine
 * times as long as the step took, and for at least 10 ms: it takes a tenth of a server's
 * time at most, and about 20 seconds for a million keys, be they the cache's or not.
 * Clears of a cache that come before its sweep begins share that one. A sweep that fails
 * is given up.
 */
final class Sweeper implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Sweeper.class);

	private static final int COUNT = 500;

	private static final int REST = 9;

	private static final long LEAST_REST = TimeUnit.MILLISECONDS.toNanos(10);

	private static final String SPECIAL = "*?[]\\";

	private final Duration delay;

	private final Supplier<List<Keyspace>> primaries;

	private final ToLongFunction<List<byte[]>> remover;

	private final Set<Region> pending = ConcurrentHashMap.newKeySet();

	private final ScheduledThreadPoolExecutor thread;

	/**
	 * Nothing is to be removed yet.
	 * @param delay time between a clear and its sweep; zero for none
	 * @param primaries the servers
	 * @param remover runs {@link Script#SWEEP} for entries and their generations, and
	 * says how many it has removed
	 */
	Sweeper(Duration delay, Supplier<List<Keyspace>> primaries, ToLongFunction<List<byte[]>> remover) {
		this.delay = delay;
		this.primaries = primaries;
		this.remover = remover;
		CustomizableThreadCreator names = new CustomizableThreadCreator("cache-patterns-sweeper-");
		names.setDaemon(true);
		this.thread = new ScheduledThreadPoolExecutor(1, names::createThread);
		this.thread.setKeepAliveTime(10, TimeUnit.SECONDS);
		this.thread.allowCoreThreadTimeOut(true);
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	/**
	 * Called after a clear.
	 */
	void cleared(Region region) {
		if (!this.delay.isZero() && !this.thread.isShutdown() && this.pending.add(region)) {
			this.thread.schedule(() -> sweep(region), this.delay.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private void sweep(Region region) {
		this.pending.remove(region);
		try {
			long removed = 0;
			for (Keyspace primary : this.primaries.get()) {
				removed += sweep(region, primary);
			}
			logger.debug("Removed " + removed + " entries that clears of cache '" + region + "' have left behind");
		}
		catch (RuntimeException ex) {
			logger.debug("What clears of cache '" + region + "' have left behind stays until its time to live ends",
					ex);
		}
	}

	private long sweep(Region region, Keyspace primary) {
		byte[] pattern = pattern(region);
		int tag = KeyLayout.generation(region, 0).length;
		long removed = 0;
		Keyspace.Page page = Keyspace.Page.FIRST;
		while (!this.thread.isShutdown()) {
			long start = System.nanoTime();
			page = primary.next(page, pattern, COUNT);
			for (List<byte[]> entries : primary.hasSlots() ? bySlot(page.keys(), tag) : List.of(page.keys())) {
				removed += entries.isEmpty() ? 0 : this.remover.applyAsLong(withGenerations(entries, tag));
			}
			if (page.last()) {
				break;
			}
			LockSupport.parkNanos(Math.max(LEAST_REST, REST * (System.nanoTime() - start)));
		}
		return removed;
	}

	private static Collection<List<byte[]>> bySlot(List<byte[]> keys, int tag) {
		Map<ByteBuffer, List<byte[]>> slots = new HashMap<>();
		for (byte[] key : keys) {
			slots.computeIfAbsent(ByteBuffer.wrap(key, 0, tag), (slot) -> new ArrayList<>()).add(key);
		}
		return slots.values();
	}

	private static List<byte[]> withGenerations(List<byte[]> entries, int tag) {
		List<byte[]> keys = new ArrayList<>(entries);
		entries.forEach((entry) -> keys.add(Arrays.copyOf(entry, tag)));
		return keys;
	}

	/**
	 * The keys of all entries of a cache: each generation's key but the bucket, any two
	 * characters for that, and anything behind.
	 */
	static byte[] pattern(Region region) {
		byte[] generation = KeyLayout.generation(region, 0);
		ByteArrayOutputStream pattern = new ByteArrayOutputStream();
		for (int i = 0; i < generation.length - 3; i++) {
			if (SPECIAL.indexOf(generation[i]) >= 0) {
				pattern.write('\\');
			}
			pattern.write(generation[i]);
		}
		"??}:*".chars().forEach(pattern::write);
		return pattern.toByteArray();
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	/**
	 * All keys of one server, page by page.
	 */
	interface Keyspace {

		/**
		 * Reads on.
		 * @param before the page before
		 * @param pattern what keys look like, as in {@code SCAN}
		 * @param count how many keys to look at
		 * @return those that look so
		 */
		Page next(Page before, byte[] pattern, int count);

		/**
		 * Whether one script can only name keys of one hash slot.
		 */
		boolean hasSlots();

		/**
		 * Some keys.
		 *
		 * @param keys the keys
		 * @param cursor where to read on
		 * @param last whether there are no more
		 */
		record Page(List<byte[]> keys, String cursor, boolean last) {

			static final Page FIRST = new Page(List.of(), "0", false);

		}

	}

}
