package dev.cachepatterns.resilience;

import java.util.concurrent.atomic.AtomicIntegerArray;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Rows that only know how often they were written.
 */
public class Versions {

	private static final ThreadLocal<Boolean> LOADED = ThreadLocal.withInitial(() -> false);

	private final AtomicIntegerArray rows;

	Versions(int rows) {
		this.rows = new AtomicIntegerArray(rows);
	}

	@Cacheable("versions")
	public int read(int row) {
		LOADED.set(true);
		return row(row);
	}

	/**
	 * Whether the calling thread has loaded since it asked last.
	 */
	public boolean loaded() {
		boolean last = LOADED.get();
		LOADED.remove();
		return last;
	}

	@WriteThrough("versions")
	public int write(int row) {
		return this.rows.incrementAndGet(row);
	}

	@CacheEvict("versions")
	public int evict(int row) {
		return this.rows.incrementAndGet(row);
	}

	public int row(int row) {
		return this.rows.get(row);
	}

}
