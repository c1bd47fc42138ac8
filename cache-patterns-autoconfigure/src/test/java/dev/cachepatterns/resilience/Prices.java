package dev.cachepatterns.resilience;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.cachepatterns.annotation.WriteThrough;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;

/**
 * Knows the price of each item, from a table that takes no time.
 */
public class Prices {

	private final Map<Integer, Integer> table = new ConcurrentHashMap<>();

	private final AtomicInteger loads = new AtomicInteger();

	@Cacheable("prices")
	public int find(int item) {
		this.loads.incrementAndGet();
		return this.table.getOrDefault(item, 0);
	}

	@WriteThrough(cacheNames = "prices", key = "#item")
	public int write(int item, int price) {
		this.table.put(item, price);
		return price;
	}

	@CacheEvict(cacheNames = "prices", key = "#item")
	public void change(int item, int price) {
		this.table.put(item, price);
	}

	@CacheEvict(cacheNames = "prices", allEntries = true)
	public void changeAll() {
		this.table.replaceAll((item, price) -> price + 1);
	}

	public Map<Integer, Integer> table() {
		return this.table;
	}

	public int loads() {
		return this.loads.get();
	}

}
