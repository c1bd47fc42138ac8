package dev.cachepatterns.unreachable;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * A table and its cache.
 */
public class Names {

	private final AtomicInteger loads = new AtomicInteger();

	private final JdbcClient database;

	public Names(JdbcClient database) {
		this.database = database;
	}

	public int loads() {
		return this.loads.get();
	}

	@Cacheable("names")
	public String find(int id) {
		this.loads.incrementAndGet();
		return stored(id);
	}

	public String stored(int id) {
		return this.database.sql("select name from person where id = ?").param(id).query(String.class).single();
	}

	@Transactional
	public void insert(int id, String name) {
		this.database.sql("insert into person values (?, ?)").params(id, name).update();
	}

	@Transactional
	@WriteThrough(cacheNames = "names", key = "#id")
	public String rename(int id, String name, Runnable meanwhile) {
		write(id, name);
		meanwhile.run();
		return name;
	}

	@CacheEvict(cacheNames = "names", key = "#id")
	public void renameOutside(int id, String name) {
		write(id, name);
	}

	@CacheEvict(cacheNames = "names", key = "#id")
	public CompletableFuture<String> renameLater(int id, String name) {
		write(id, name);
		return CompletableFuture.completedFuture(name);
	}

	@Transactional
	@CacheEvict(cacheNames = "names", allEntries = true)
	public void renameAll(String name) {
		this.database.sql("update person set name = ?").param(name).update();
	}

	private void write(int id, String name) {
		this.database.sql("update person set name = ? where id = ?").params(name, id).update();
	}

}
