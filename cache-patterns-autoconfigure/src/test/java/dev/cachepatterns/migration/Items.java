package dev.cachepatterns.migration;

import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows whose versions only grow, behind a cache.
 */
public class Items {

	private final JdbcClient database;

	Items(JdbcClient database) {
		this.database = database;
	}

	@Cacheable("items")
	public long find(long id) {
		return version(id);
	}

	@Transactional
	@CachePut(cacheNames = "items", key = "#id")
	public long put(long id) {
		return grow(id);
	}

	@Transactional
	@CacheEvict(cacheNames = "items", key = "#id")
	public long evict(long id) {
		return grow(id);
	}

	@Transactional
	@CacheEvict(cacheNames = "items", allEntries = true)
	public long clear(long id) {
		return grow(id);
	}

	private long grow(long id) {
		this.database.sql("update item set version = version + 1 where id = ?").param(id).update();
		return version(id);
	}

	private long version(long id) {
		return this.database.sql("select version from item where id = ?").param(id).query(Long.class).single();
	}

}
