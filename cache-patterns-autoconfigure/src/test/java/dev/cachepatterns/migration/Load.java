package dev.cachepatterns.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Threads that read and write on several instances at once, and what they have seen: a
 * read is stale if a write of a newer version had returned before it began.
 */
final class Load {

	static final int KEYS = 8;

	private static final int OPERATIONS = 1500;

	private final AtomicLongArray returned = new AtomicLongArray(KEYS);

	private final AtomicInteger reads = new AtomicInteger();

	private final AtomicInteger staleReads = new AtomicInteger();

	private final AtomicInteger others = new AtomicInteger();

	private final AtomicInteger staleOthers = new AtomicInteger();

	private final AtomicInteger writes = new AtomicInteger();

	/**
	 * Runs two threads on each instance.
	 * @param judged those that must not serve anything old
	 * @param unjudged those that may
	 */
	void run(List<Instance> judged, List<Instance> unjudged) throws Exception {
		List<Callable<Void>> tasks = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			judged.forEach((instance) -> tasks.add(() -> work(instance.items(), this.reads, this.staleReads)));
			unjudged.forEach((instance) -> tasks.add(() -> work(instance.items(), this.others, this.staleOthers)));
		}
		ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
		try {
			for (Future<Void> done : threads.invokeAll(tasks)) {
				done.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private Void work(Items items, AtomicInteger reads, AtomicInteger stale) {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		for (int i = 0; i < OPERATIONS; i++) {
			int key = random.nextInt(KEYS);
			int choice = random.nextInt(100);
			if (choice < 70) {
				long before = this.returned.get(key);
				reads.incrementAndGet();
				if (items.find(key) < before) {
					stale.incrementAndGet();
				}
			}
			else {
				write(items, key, choice);
			}
		}
		return null;
	}

	private void write(Items items, int key, int choice) {
		long version = (choice < 84) ? items.put(key) : (choice < 98) ? items.evict(key) : items.clear(key);
		this.writes.incrementAndGet();
		this.returned.accumulateAndGet(key, version, Math::max);
	}

	int reads() {
		return this.reads.get();
	}

	int staleReads() {
		return this.staleReads.get();
	}

	@Override
	public String toString() {
		return "%d writes; with cache-patterns %d reads, %d stale; with Spring %d reads, %d stale".formatted(
				this.writes.get(), this.reads.get(), this.staleReads.get(), this.others.get(), this.staleOthers.get());
	}

}
