package dev.cachepatterns.benchmarks.subject;

import java.util.concurrent.atomic.LongAdder;

/**
 * In place of the database: costs nothing, and counts the loads.
 */
final class Catalogue {

	private final LongAdder loads = new LongAdder();

	Product load(long id) {
		this.loads.increment();
		return Product.of(id);
	}

	long loads() {
		return this.loads.sum();
	}

}
