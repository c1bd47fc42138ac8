package dev.cachepatterns.failover;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.Cacheable;

/**
 * Cached numbers that only grow.
 */
public class Versions {

	private final Database database;

	Versions(Database database) {
		this.database = database;
	}

	@Cacheable("versions")
	public long find(String key) {
		return this.database.load(key);
	}

	@WriteThrough(cacheNames = "versions", key = "#key")
	public long write(String key, long version) {
		this.database.store(key, version);
		return version;
	}

}
