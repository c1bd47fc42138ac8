package dev.cachepatterns.failover;

import java.util.concurrent.atomic.AtomicLong;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cached numbers in a database, which only grow.
 */
public class Ledger {

	private static final ThreadLocal<Boolean> LOADED = ThreadLocal.withInitial(() -> false);

	private final AtomicLong loads = new AtomicLong();

	private final JdbcClient database;

	public Ledger(JdbcClient database) {
		this.database = database;
	}

	@Cacheable("ledger")
	public long find(int id) {
		LOADED.set(true);
		this.loads.incrementAndGet();
		return this.database.sql("select version from ledger where id = ?").param(id).query(Long.class).single();
	}

	@Transactional
	@WriteThrough(cacheNames = "ledger", key = "#id")
	public long write(int id, long version) {
		this.database.sql("update ledger set version = ? where id = ?").params(version, id).update();
		return version;
	}

	/**
	 * Makes the table.
	 */
	public void create(int rows) {
		this.database.sql("create table ledger (id int primary key, version bigint not null)").update();
		for (int id = 0; id < rows; id++) {
			this.database.sql("insert into ledger values (?, 0)").param(id).update();
		}
	}

	public long loads() {
		return this.loads.get();
	}

	/**
	 * Whether the calling thread's last read was no hit.
	 */
	boolean loaded() {
		boolean loaded = LOADED.get();
		LOADED.remove();
		return loaded;
	}

}
