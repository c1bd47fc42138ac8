package dev.cachepatterns.checker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.cachepatterns.testing.JavaProcess;

/**
 * A {@link Worker}, as the one who has started it sees it.
 */
final class WorkerProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final JavaProcess process;

	private WorkerProcess(JavaProcess process) {
		this.process = process;
	}

	/**
	 * Starts a process. It needs some seconds until it obeys.
	 * @param directory gets its output
	 * @param first what is on the class path in front of everything else
	 * @return the process
	 */
	static WorkerProcess started(Path directory, Path... first) {
		return new WorkerProcess(JavaProcess.started(Worker.class, directory, List.of("-Xmx192m", "-Xss512k"), first));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void open(Map<String, String> properties) {
		this.process.send(Stream
			.concat(Stream.of("open"),
					properties.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()))
			.toArray(String[]::new));
	}

	void run(Duration time) {
		this.process.send("run", String.valueOf(time.toMillis()));
	}

	void dieAt(Step step) {
		this.process.send("die", step.name());
	}

	void rest(Duration time) {
		this.process.send("rest", String.valueOf(time.toMillis()));
	}

	/**
	 * Waits for an answer.
	 * @return its number; 0 if the process has died and {@code mayDie} is true
	 */
	int answer(String command, boolean mayDie) {
		String number = this.process.answer(command, PATIENCE);
		if (number == null && !mayDie) {
			throw new IllegalStateException("The process has ended before it has answered '%s'".formatted(command));
		}
		return (number != null) ? Integer.parseInt(number) : 0;
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

}
