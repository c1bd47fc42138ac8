package dev.cachepatterns.benchmarks.expiry;

import java.time.Duration;
import java.util.function.LongFunction;

import dev.cachepatterns.benchmarks.subject.Product;

/**
 * A cache, once with values that are loaded anew all the time, and once with values that
 * are not.
 *
 * @param name its name in tables
 * @param expiring reads a value that is to be loaded anew every {@link #TTL}
 * @param plain reads a value that lives for an hour
 * @param catalogue where both come from
 * @param closing closes it
 */
record Expiring(String name, LongFunction<Product> expiring, LongFunction<Product> plain, SlowCatalogue catalogue,
		Runnable closing) implements AutoCloseable {

	static final String EXPIRING = "expiring";

	static final String PLAIN = "plain";

	/**
	 * The shortest that Memcached takes.
	 */
	static final Duration TTL = Duration.ofSeconds(2);

	static final Duration LONG_TTL = Duration.ofHours(1);

	/**
	 * Reads in one of the two ways.
	 * @param expires whether values are loaded anew
	 */
	LongFunction<Product> reads(boolean expires) {
		return expires ? this.expiring : this.plain;
	}

	@Override
	public void close() {
		this.closing.run();
	}

}
