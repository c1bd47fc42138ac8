package dev.cachepatterns.readme;

import java.util.List;

import dev.cachepatterns.annotation.CacheTags;
import dev.cachepatterns.annotation.EvictTags;
import dev.cachepatterns.cache.PatternCacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.transaction.annotation.Transactional;

/**
 * The listings of docs/tags.md.
 */
class Customers {

	private final Table table;

	private final PatternCacheManager cacheManager;

	Customers(Table table, PatternCacheManager cacheManager) {
		this.table = table;
		this.cacheManager = cacheManager;
	}

	@Cacheable(cacheNames = "orders", key = "#customer + '/' + #page")
	@CacheTags("'customer:' + #customer")
	public List<String> orders(long customer, int page) {
		return this.table.orders(customer, page);
	}

	@Cacheable("invoices")
	@CacheTags("{'customer:' + #customer, 'year:' + #year}")
	public List<String> invoices(long customer, int year) {
		return this.table.invoices(customer, year);
	}

	@Transactional
	@EvictTags("'customer:' + #customer")
	public void rename(long customer, String name) {
		this.table.rename(customer, name);
	}

	public void closeYear(int year) {
		this.cacheManager.evictTag("year:" + year);
	}

	/**
	 * The database.
	 */
	interface Table {

		/**
		 * Reads rows.
		 */
		List<String> orders(long customer, int page);

		/**
		 * Reads rows.
		 */
		List<String> invoices(long customer, int year);

		/**
		 * Changes a row.
		 */
		void rename(long customer, String name);

	}

}
