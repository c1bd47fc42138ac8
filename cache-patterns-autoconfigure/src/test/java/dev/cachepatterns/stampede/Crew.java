package dev.cachepatterns.stampede;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

/**
 * Processes whose callers call together.
 */
final class Crew implements AutoCloseable {

	static final int PROCESSES = Integer.getInteger("stampede.processes", 2);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final List<Process> processes = new ArrayList<>();

	private final int callers;

	private final List<String> settings;

	private final Path directory;

	private Instant now = Instant.now();

	private long waitsBefore;

	/**
	 * Starts them.
	 * @param callers of each of them
	 * @param settings of their applications
	 */
	Crew(int callers, List<String> settings) {
		this.callers = callers;
		this.settings = settings;
		try {
			this.directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stampede");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		for (int i = 0; i < PROCESSES; i++) {
			this.processes.add(hire());
		}
		each(Process::opened);
		advance(Duration.ZERO);
	}

	private Process hire() {
		return Process.started(this.directory, this.callers, this.settings);
	}

	int callers() {
		return PROCESSES * this.callers;
	}

	List<Process> processes() {
		return this.processes;
	}

	void each(Consumer<Process> step) {
		this.processes.forEach(step);
	}

	/**
	 * Moves the clock that all their caches have.
	 */
	void advance(Duration time) {
		this.now = this.now.plus(time);
		each((process) -> process.clock(this.now));
	}

	/**
	 * Lets all callers call at once.
	 */
	void start(Way way, String key) {
		this.waitsBefore = waits();
		each((process) -> process.call(way, key));
		each(Process::ready);
		each(Process::go);
	}

	/**
	 * Waits for all answers.
	 */
	Answers done() {
		return done(this.processes);
	}

	static Answers done(List<Process> processes) {
		return processes.stream().map(Process::done).reduce(Answers.NONE, Answers::plus);
	}

	/**
	 * Calls that have waited since the start of the round.
	 */
	long waited() {
		return waits() - this.waitsBefore;
	}

	private long waits() {
		return this.processes.stream().mapToLong(Process::waits).sum();
	}

	/**
	 * Waits until one caller loads and all others wait.
	 */
	void awaitWaiters() {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> waited() == callers() - 1);
	}

	/**
	 * How often each has loaded a key, and what its cache has counted.
	 */
	String report(Way way, String key) {
		return this.processes.stream()
			.map((process) -> "%d loads, %s".formatted(process.begun(key).size(), process.counts()))
			.collect(Collectors.joining("; ", way + " " + key + ": ", ""));
	}

	/**
	 * When the loads of a key have begun in each, for messages; dead ones have their say.
	 */
	String timesOfLoads(String key) {
		return this.processes.stream()
			.map((process) -> process.begun(key).stream().map((load) -> load.at() / 1_000_000 + " ms").toList())
			.collect(Collectors.toList())
			.toString();
	}

	int loads(String key) {
		return this.processes.stream().mapToInt((process) -> process.begun(key).size()).sum();
	}

	/**
	 * Waits for the first load of a key.
	 * @return the process that loads
	 */
	Process awaitLoad(String key) {
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> loads(key) > 0);
		return this.processes.stream().filter((process) -> !process.begun(key).isEmpty()).findFirst().orElseThrow();
	}

	/**
	 * Waits until all loads of a key have ended.
	 */
	void awaitEnd(String key, int loads) {
		Awaitility.await()
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.processes.stream().mapToLong((process) -> process.ended(key)).sum() >= loads);
	}

	List<Process> without(Process process) {
		return this.processes.stream().filter((other) -> other != process).toList();
	}

	/**
	 * Puts new processes in the places of those that are dead.
	 */
	void replaceDead() {
		for (int i = 0; i < PROCESSES; i++) {
			if (!this.processes.get(i).isAlive()) {
				Process next = hire();
				this.processes.set(i, next);
				next.opened();
				next.clock(this.now);
			}
		}
	}

	@Override
	public void close() {
		each(Process::close);
	}

}
