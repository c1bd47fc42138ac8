package dev.cachepatterns.checker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheConfig;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table behind annotated methods.
 */
@CacheConfig(cacheNames = Items.CACHE)
public class Items {

	static final String CACHE = "items";

	private final Rows rows;

	private final Executor executor;

	public Items(Rows rows, Executor executor) {
		this.rows = rows;
		this.executor = executor;
	}

	@Cacheable(key = "#id")
	public Item find(long id) {
		return this.rows.load(id);
	}

	@Cacheable(key = "#id", sync = true)
	public Item findSync(long id) {
		return this.rows.load(id);
	}

	/**
	 * Has a value of its own in the entry, as its key is generated.
	 */
	@Cacheable
	public Item findApart(long id) {
		return this.rows.load(id);
	}

	@Transactional(readOnly = true)
	@Cacheable(key = "#id")
	public Item findInTransaction(long id) {
		return this.rows.load(id);
	}

	@Cacheable(key = "#id")
	public CompletableFuture<Item> findLater(long id) {
		return CompletableFuture.supplyAsync(() -> this.rows.load(id), this.executor);
	}

	@Transactional
	@WriteThrough(key = "#id")
	public Item writeThrough(long id) {
		return this.rows.write(id);
	}

	@WriteThrough(key = "#id")
	public Item writeThroughAtOnce(long id) {
		return this.rows.write(id);
	}

	@Transactional
	@WriteThrough(key = "#result.id")
	public Item writeThroughByResult(long id) {
		return this.rows.write(id);
	}

	@WriteThrough(key = "#result.id")
	public Item writeThroughByResultAtOnce(long id) {
		return this.rows.write(id);
	}

	@WriteThrough(key = "#id")
	public CompletableFuture<Item> writeThroughLater(long id) {
		return CompletableFuture.supplyAsync(() -> this.rows.write(id), this.executor);
	}

	@Transactional
	@WriteThrough(key = "#id")
	public Item writeThroughInVain(long id) {
		throw new InVainException(this.rows.writeInVain(id));
	}

	@Transactional
	@CachePut(key = "#id")
	public Item put(long id) {
		return this.rows.write(id);
	}

	@Transactional
	@CachePut(key = "#id")
	public Item putInVain(long id) {
		return this.rows.writeInVain(id);
	}

	@Transactional
	@CacheEvict(key = "#id")
	public Item evict(long id) {
		return this.rows.write(id);
	}

	@CacheEvict(key = "#id")
	public Item evictAtOnce(long id) {
		return this.rows.write(id);
	}

	@Transactional
	@CacheEvict(allEntries = true)
	public Item clear(long id) {
		return this.rows.write(id, Step.CLEARING);
	}

	/**
	 * Rolls a transaction back.
	 */
	static final class InVainException extends RuntimeException {

		InVainException(Item item) {
			super("Rolled back: " + item);
		}

	}

}
