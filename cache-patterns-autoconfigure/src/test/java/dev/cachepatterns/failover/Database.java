package dev.cachepatterns.failover;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is cached, and how often it was loaded.
 */
final class Database {

	private final Map<String, Long> rows = new ConcurrentHashMap<>();

	private final AtomicLong loads = new AtomicLong();

	long load(String key) {
		this.loads.incrementAndGet();
		return this.rows.getOrDefault(key, 0L);
	}

	void store(String key, long version) {
		this.rows.put(key, version);
	}

	long loads() {
		return this.loads.get();
	}

}
