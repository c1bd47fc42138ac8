package dev.cachepatterns.resilience;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an outage could leave behind.
 *
 * @param threads threads of this JVM, by the first word of their names
 * @param connections connections of the server
 * @param megabytes the heap in use after a collection
 */
record Leftovers(Map<String, Long> threads, long connections, long megabytes) {

	static Leftovers now(long connections) {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return new Leftovers(names(), connections, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
	}

	private static Map<String, Long> names() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.collect(Collectors.groupingBy((thread) -> thread.getName().replaceAll("-?\\d.*", ""), TreeMap::new,
					Collectors.counting()));
	}

	/**
	 * The names of which there are more threads than before.
	 */
	Map<String, Long> threadsSince(Leftovers before) {
		Map<String, Long> more = new TreeMap<>(this.threads);
		before.threads.forEach((name, count) -> more.computeIfPresent(name, (any, now) -> now - count));
		more.values().removeIf((count) -> count <= 0);
		return more;
	}

	@Override
	public String toString() {
		return "%d threads, %d connections, %d MB".formatted(
				this.threads.values().stream().mapToLong(Long::longValue).sum(), this.connections, this.megabytes);
	}

}
