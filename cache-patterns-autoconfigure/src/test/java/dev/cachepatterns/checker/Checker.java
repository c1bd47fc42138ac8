package dev.cachepatterns.checker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.testing.CacheServer;

/**
 * Runs cells, one after the other, in two worker processes.
 */
final class Checker implements AutoCloseable {

	private static final int WORKERS = 2;

	private static final int KEYS = 16;

	private final List<WorkerProcess> workers = new ArrayList<>();

	// Of another version of the library
	private @Nullable WorkerProcess stranger;

	private final Path directory;

	private final Database postgres = Database.postgres();

	private final Database h2 = Database.h2();

	Checker() {
		try {
			this.directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "checker");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		hire();
	}

	/**
	 * The workers of a cell.
	 */
	private List<WorkerProcess> crew(Cell cell) {
		if (!cell.lastHasOtherVersion()) {
			return List.copyOf(this.workers);
		}
		if (this.stranger == null || !this.stranger.isAlive()) {
			this.stranger = WorkerProcess.started(this.directory, OtherVersion.written(this.directory));
		}
		List<WorkerProcess> crew = new ArrayList<>(this.workers);
		crew.set(WORKERS - 1, this.stranger);
		return crew;
	}

	private void hire() {
		this.workers.removeIf((worker) -> !worker.isAlive());
		while (this.workers.size() < WORKERS) {
			this.workers.add(WorkerProcess.started(this.directory));
		}
	}

	/**
	 * Runs a cell.
	 */
	Result run(Cell cell) {
		Database database = cell.h2() ? this.h2 : this.postgres;
		database.reset(KEYS);
		List<Proxy> links = new ArrayList<>();
		try (CacheServer server = cell.backend().started(cell.run().fault().serverOptions())) {
			for (int i = 0; cell.run().fault().needsLinks() && i < WORKERS; i++) {
				links.add(new Proxy(server.port()));
			}
			return run(cell, database, new Site(crew(cell), server, links));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (RuntimeException ex) {
			// They may be in the middle of something, of which the next cell knows
			// nothing
			this.workers.forEach(WorkerProcess::close);
			this.workers.clear();
			throw ex;
		}
		finally {
			links.forEach(Proxy::close);
			hire();
		}
	}

	private Result run(Cell cell, Database database, Site site) throws IOException {
		List<Path> logs = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			Path log = Files.createTempFile(this.directory, "events", ".bin");
			logs.add(log);
			Map<String, String> settings = Settings.of(cell, database, site.port(i), log);
			if (i == WORKERS - 1) {
				settings.putAll(cell.properties().ofLast());
			}
			site.workers().get(i).open(settings);
		}
		site.workers().forEach((worker) -> worker.answer("open", false));
		Result result = run(cell, database, site, logs);
		for (Path log : logs) {
			Files.delete(log);
		}
		return result;
	}

	private Result run(Cell cell, Database database, Site site, List<Path> logs) {
		site.workers().forEach((worker) -> worker.run(cell.run().time()));
		cell.run().fault().strike(site);
		int failures = site.workers().stream().mapToInt((worker) -> worker.answer("run", true)).sum();
		cell.run().fault().verify(site);
		int wrong = 0;
		for (int i = 0; i < WORKERS; i++) {
			WorkerProcess worker = site.workers().get(i);
			if (worker.isAlive()) {
				boolean last = i == WORKERS - 1 && cell.lastCachesNothing();
				worker.rest((last || cell.lastHasOtherVersion()) ? Duration.ZERO : Duration.ofSeconds(5));
				wrong += worker.answer("rest", false);
			}
		}
		List<Event> events = logs.stream().flatMap((log) -> EventLog.read(log).stream()).toList();
		return new Result(cell, database.name(), Oracle.judged(events), failures, wrong);
	}

	@Override
	public void close() {
		this.workers.forEach(WorkerProcess::close);
		if (this.stranger != null) {
			this.stranger.close();
		}
		this.postgres.close();
		this.h2.close();
	}

}
