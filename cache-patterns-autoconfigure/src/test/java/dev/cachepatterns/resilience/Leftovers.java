package dev.cachepatterns.resilience;

/**
 * What an outage could leave behind.
 *
 * @param threads threads of this JVM
 * @param connections connections of the server
 * @param megabytes the heap in use after a collection
 */
record Leftovers(int threads, long connections, long megabytes) {

	static Leftovers now(long connections) {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return new Leftovers(Thread.getAllStackTraces().size(), connections,
				(runtime.totalMemory() - runtime.freeMemory()) >> 20);
	}

	@Override
	public String toString() {
		return "%d threads, %d connections, %d MB".formatted(this.threads, this.connections, this.megabytes);
	}

}
