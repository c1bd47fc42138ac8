package dev.cachepatterns.stampede;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.cachepatterns.testing.JavaProcess;

/**
 * A {@link Worker}, as the one who has started it sees it, and its loads.
 */
final class Process implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final JavaProcess process;

	private final List<Load> begun = new CopyOnWriteArrayList<>();

	private final List<Load> ended = new CopyOnWriteArrayList<>();

	private Process(JavaProcess process) {
		this.process = process;
	}

	/**
	 * Starts a process with an application. It is ready after {@link #opened()}.
	 * @param directory gets its output
	 * @param callers how many call at once
	 * @param settings of its application
	 */
	static Process started(Path directory, int callers, List<String> settings) {
		Process process = new Process(JavaProcess.started(Worker.class, directory, List.of("-Xmx768m", "-Xss256k")));
		process.process.on("load", (line) -> {
			String[] words = line.split(" ");
			("begin".equals(words[0]) ? process.begun : process.ended).add(new Load(words[1], System.nanoTime()));
		});
		List<String> words = new ArrayList<>(List.of("open", String.valueOf(callers)));
		words.addAll(settings);
		process.process.send(words.toArray(String[]::new));
		return process;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void opened() {
		answer("open");
	}

	private String answer(String word) {
		return Objects.requireNonNull(this.process.answer(word, PATIENCE), "The process has ended");
	}

	/**
	 * Changes what a load does.
	 * @param millis how long it takes, negative for until it is let go
	 */
	void loader(int millis, boolean fails) {
		this.process.send("loader", String.valueOf(millis), String.valueOf(fails));
	}

	/**
	 * Lets it load other keys, one after the other, in no time.
	 */
	void warm(int loads) {
		this.process.send("warm", String.valueOf(loads));
		answer("warm");
	}

	void let() {
		this.process.send("let");
	}

	void call(Way way, String key) {
		this.process.send("call", way.name(), key);
	}

	void ready() {
		answer("ready");
	}

	void go() {
		this.process.send("go");
	}

	/**
	 * Waits until all callers have an answer.
	 */
	Answers done() {
		return Answers.of(answer("done"));
	}

	void clock(Instant now) {
		this.process.send("clock", String.valueOf(now.toEpochMilli()));
		answer("clock");
	}

	/**
	 * Calls that have waited since its start.
	 */
	long waits() {
		this.process.send("waits");
		return Long.parseLong(answer("waits"));
	}

	/**
	 * All counts of its cache, for messages.
	 */
	String counts() {
		this.process.send("counts");
		return answer("counts");
	}

	List<Load> begun(String key) {
		return this.begun.stream().filter((load) -> load.key().equals(key)).toList();
	}

	long ended(String key) {
		return this.ended.stream().filter((load) -> load.key().equals(key)).count();
	}

	/**
	 * Sends it a signal, as {@code kill -STOP} does.
	 */
	void signal(String name) {
		this.process.signal(name);
	}

	@Override
	public void close() {
		this.process.close();
	}

	/**
	 * A load.
	 *
	 * @param key what is loaded
	 * @param at when it was heard of, in {@link System#nanoTime()}
	 */
	record Load(String key, long at) {
	}

}
