package dev.cachepatterns.checker;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One run of workers.
 *
 * @param name what makes it special
 * @param backend the cache
 * @param h2 whether the database is H2, else PostgreSQL
 * @param run what happens
 * @param promise what is asked of it
 * @param properties of all applications, and of the last worker's only
 */
record Cell(String name, Backend backend, boolean h2, Run run, Promise promise, Properties properties) {

	static Cell of(String name, Backend backend) {
		return new Cell(name, backend, false, new Run(Faults.none(), Duration.ofMillis(2000)), Promise.STRICT,
				new Properties(Map.of(), Map.of()));
	}

	Cell named(String name) {
		return new Cell(name, this.backend, this.h2, this.run, this.promise, this.properties);
	}

	Cell onH2() {
		return new Cell(this.name, this.backend, true, this.run, this.promise, this.properties);
	}

	Cell during(Fault fault, Duration time) {
		return new Cell(this.name, this.backend, this.h2, new Run(fault, time), this.promise, this.properties);
	}

	Cell promising(Promise promise) {
		return new Cell(this.name, this.backend, this.h2, this.run, promise, this.properties);
	}

	/**
	 * With a property of all workers' applications.
	 */
	Cell with(String property, String value) {
		return with(new Properties(plus(this.properties.ofAll(), property, value), this.properties.ofLast()));
	}

	/**
	 * With a property of the last worker's application only.
	 */
	Cell withLast(String property, String value) {
		return with(new Properties(this.properties.ofAll(), plus(this.properties.ofLast(), property, value)));
	}

	private Cell with(Properties properties) {
		return new Cell(this.name, this.backend, this.h2, this.run, this.promise, properties);
	}

	private static Map<String, String> plus(Map<String, String> properties, String name, String value) {
		Map<String, String> all = new LinkedHashMap<>(properties);
		all.put(name, value);
		return all;
	}

	/**
	 * The same without this library.
	 */
	Cell naive() {
		return new Cell("naive " + this.name, this.backend, this.h2, this.run, Promise.BROKEN, this.properties)
			.with("checker.naive", "true");
	}

	/**
	 * Whether writes fail while the cache cannot be reached.
	 */
	boolean mayFail() {
		return "reject".equals(this.properties.ofAll().get("cache-patterns.consistency.on-unreachable"));
	}

	/**
	 * Whether the last worker only invalidates.
	 */
	boolean lastCachesNothing() {
		return "invalidate".equals(this.properties.ofLast().get("cache-patterns.mode"));
	}

	/**
	 * The same with a last worker whose version of the library has another format of
	 * values.
	 */
	Cell besideOtherVersion() {
		return withLast("checker.version", "other");
	}

	/**
	 * Whether the last worker has another version of the library.
	 */
	boolean lastHasOtherVersion() {
		return this.properties.ofLast().containsKey("checker.version");
	}

	boolean isNaive() {
		return this.properties.ofAll().containsKey("checker.naive");
	}

	/**
	 * What happens.
	 *
	 * @param fault what goes wrong while the workers run
	 * @param time how long they run
	 */
	record Run(Fault fault, Duration time) {
	}

	/**
	 * Properties of the applications.
	 *
	 * @param ofAll of all workers
	 * @param ofLast of the last worker only
	 */
	record Properties(Map<String, String> ofAll, Map<String, String> ofLast) {
	}

	/**
	 * What is asked of a cell.
	 */
	enum Promise {

		/**
		 * No stale read.
		 */
		STRICT,

		/**
		 * No stale read, and more than 80 % hits.
		 */
		STRICT_AND_FAST,

		/**
		 * No stale read when the bound of the journal, and the time that a loaded machine
		 * may take, are over.
		 */
		BOUNDED,

		/**
		 * Stale reads, which must be found.
		 */
		BROKEN,

		/**
		 * Not yet kept: what is found is only reported.
		 */
		LATER

	}

}
