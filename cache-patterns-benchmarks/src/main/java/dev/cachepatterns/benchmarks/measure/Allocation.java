package dev.cachepatterns.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

import com.sun.management.ThreadMXBean;

/**
 * What each thread of this JVM has allocated.
 *
 * @param bytes the bytes by thread
 */
record Allocation(Map<Long, Long> bytes) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	static Allocation now() {
		long[] threads = THREADS.getAllThreadIds();
		long[] allocated = THREADS.getThreadAllocatedBytes(threads);
		Map<Long, Long> bytes = new HashMap<>();
		for (int i = 0; i < threads.length; i++) {
			bytes.put(threads[i], allocated[i]);
		}
		return new Allocation(bytes);
	}

	/**
	 * What was allocated since an earlier time, without threads that have ended.
	 */
	long since(Allocation before) {
		return this.bytes.entrySet()
			.stream()
			.mapToLong((entry) -> entry.getValue() - before.bytes.getOrDefault(entry.getKey(), 0L))
			.sum();
	}

}
