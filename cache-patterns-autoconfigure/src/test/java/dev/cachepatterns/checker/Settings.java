package dev.cachepatterns.checker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The properties of a worker's application.
 */
final class Settings {

	/**
	 * A command that takes longer than its timeout is an outage, in which less is
	 * promised: not for want of a processor.
	 */
	private static final String PATIENT = "3s";

	private Settings() {
	}

	/**
	 * With timeouts for a cache that is going to be out.
	 */
	static Cell impatient(Cell cell) {
		return cell.with("spring.data.redis.timeout", "250ms")
			.with("spring.data.redis.connect-timeout", "250ms")
			.with("cache-patterns.resilience.timeout", "250ms");
	}

	/**
	 * Those of every application.
	 * @param database its database
	 * @param log where it writes what it sees
	 */
	static Map<String, String> of(Database database, Path log) {
		Map<String, String> all = new LinkedHashMap<>();
		all.put("checker.log", log.toString());
		all.put("spring.main.banner-mode", "off");
		all.put("spring.datasource.url", database.url());
		all.put("spring.datasource.username", database.user());
		all.put("spring.datasource.hikari.maximum-pool-size", "20");
		all.put("spring.datasource.hikari.minimum-idle", "1");
		return all;
	}

	/**
	 * All of them.
	 * @param cell the cell
	 * @param database its database
	 * @param port where the application reaches the cache
	 * @param log where the worker writes what it sees
	 */
	static Map<String, String> of(Cell cell, Database database, int port, Path log) {
		Map<String, String> all = of(database, log);
		boolean redis = cell.backend() == Backend.REDIS;
		if (redis) {
			all.put("spring.data.redis.port", String.valueOf(port));
			all.put("spring.data.redis.timeout", PATIENT);
			all.put("spring.data.redis.connect-timeout", PATIENT);
		}
		if (cell.isNaive()) {
			all.put("spring.autoconfigure.exclude", "dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration");
			all.put(redis ? "spring.cache.type" : "checker.memcached-port", redis ? "redis" : String.valueOf(port));
		}
		else {
			all.put("cache-patterns.backend", cell.backend().toString());
			all.put("cache-patterns.resilience.timeout", PATIENT);
			all.put("cache-patterns.memcached.servers", "127.0.0.1:" + port);
			all.put("cache-patterns.consistency.lease-timeout", "1s");
			all.put("cache-patterns.consistency.intent-timeout", "1s");
		}
		all.putAll(cell.properties().ofAll());
		return all;
	}

}
