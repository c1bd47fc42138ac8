package dev.cachepatterns.benchmarks.subject;

import java.util.List;
import java.util.Set;

import dev.cachepatterns.benchmarks.server.Server;

/**
 * A cache that is measured.
 */
public interface Subject extends AutoCloseable {

	/**
	 * Its name in tables.
	 * @return the name
	 */
	String name();

	/**
	 * Where its entries are.
	 * @return the server
	 */
	Server server();

	/**
	 * What is measured of it.
	 * @return the operations
	 */
	default Set<Operation> operations() {
		return Operation.PURE;
	}

	/**
	 * The cached product, or the one that is loaded, and then cached.
	 * @param id the key
	 * @return the product
	 */
	Product read(long id);

	/**
	 * Stores a product, whether there is one or not.
	 * @param product the product
	 */
	void put(Product product);

	/**
	 * Removes a product.
	 * @param id the key
	 */
	void evict(long id);

	/**
	 * Many reads, in the best way it has. All of them are hits.
	 * @param ids the keys
	 * @return the products, in any order
	 */
	default List<Product> readAll(List<Long> ids) {
		return ids.stream().map(this::read).toList();
	}

	/**
	 * The way of {@link #readAll}.
	 * @return a few words
	 */
	default String bulkForm() {
		return "one call for each key";
	}

	/**
	 * How many products were loaded because they were not cached.
	 * @return the number since the start
	 */
	long loads();

	/**
	 * Waits until all writes have reached the server.
	 */
	default void settle() {
		// They have when the call returns
	}

	@Override
	void close();

}
