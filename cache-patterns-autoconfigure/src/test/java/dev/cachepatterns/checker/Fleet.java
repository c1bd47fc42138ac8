package dev.cachepatterns.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Two instances of a worker's application in this process, which read and write from
 * their start on, with a journal of every write and the time-outs of the starter.
 */
final class Fleet implements AutoCloseable {

	private static final int INSTANCES = 2;

	private static final int KEYS = 12;

	/**
	 * A row that nobody reads or writes but {@link #awaitHits}: whoever reads it without
	 * a load of his own has it from the cache.
	 */
	static final int WATCHED = KEYS;

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	private final List<Path> logs = new ArrayList<>();

	/**
	 * Instances.
	 * @param cache the settings that lead to the cache
	 */
	Fleet(List<String> cache) {
		Database database = new Database("h2",
				"jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000".formatted(UUID.randomUUID()), "sa", () -> {
				});
		database.reset(KEYS + 1);
		for (int i = 0; i < INSTANCES; i++) {
			Path log = log();
			this.logs.add(log);
			this.contexts.add(new SpringApplicationBuilder(WorkerApplication.class).web(WebApplicationType.NONE)
				.properties(settings(database, log))
				.properties(cache.toArray(String[]::new))
				.run());
		}
		this.contexts.forEach((context) -> context.getBean(Threads.class).start());
	}

	private static Path log() {
		try {
			return Files.createTempFile(Files.createDirectories(Path.of("target")), "events", ".bin");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Map<String, Object> settings(Database database, Path log) {
		Map<String, Object> settings = new LinkedHashMap<>(Settings.of(database, log));
		settings.put("cache-patterns.consistency.journal", "jdbc");
		settings.put("cache-patterns.consistency.journal-writes", "all");
		settings.put("checker.keys", KEYS);
		settings.put("checker.readers", 4);
		settings.put("checker.writers", 1);
		settings.put("checker.think", "20ms");
		return settings;
	}

	/**
	 * Waits until the cache serves each instance.
	 */
	void awaitHits() {
		for (ConfigurableApplicationContext context : this.contexts) {
			Rows rows = context.getBean(Rows.class);
			Items items = context.getBean(Items.class);
			Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(2)).until(() -> {
				int loads = rows.loads();
				items.find(WATCHED);
				return rows.loads() == loads;
			});
		}
	}

	/**
	 * Waits for more reads and writes of each instance.
	 */
	void awaitEvents(int events) {
		for (ConfigurableApplicationContext context : this.contexts) {
			EventLog log = context.getBean(EventLog.class);
			int enough = log.count() + events;
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> log.count() > enough);
		}
	}

	/**
	 * Ends all calls.
	 * @return the number of those that have failed
	 */
	int stop() {
		return this.contexts.stream().mapToInt((context) -> context.getBean(Threads.class).stop()).sum();
	}

	/**
	 * Counts rows that are wrong, or cannot be cached, when all is quiet.
	 */
	int wrongAtRest() {
		return this.contexts.stream()
			.mapToInt((context) -> context.getBean(Rest.class).wrong(Duration.ofSeconds(5)))
			.sum();
	}

	/**
	 * What the instances have seen.
	 */
	List<Event> events() {
		return this.logs.stream().flatMap((log) -> EventLog.read(log).stream()).toList();
	}

	@Override
	public void close() {
		stop();
		this.contexts.forEach(ConfigurableApplicationContext::close);
		for (Path log : this.logs) {
			try {
				Files.delete(log);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

}
