package dev.cachepatterns.benchmarks.subject;

/**
 * Where entries are; its subjects are compared with each other.
 */
public enum Backend {

	/**
	 * Redis.
	 */
	REDIS("Redis"),

	/**
	 * Memcached.
	 */
	MEMCACHED("Memcached"),

	/**
	 * This JVM.
	 */
	MEMORY("Memory");

	private final String title;

	Backend(String title) {
		this.title = title;
	}

	/**
	 * What it is called in tables.
	 * @return the title
	 */
	public String title() {
		return this.title;
	}

}
