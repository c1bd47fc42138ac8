package dev.cachepatterns.checker;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link Worker}, as the one who has started it sees it.
 */
final class WorkerProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String END = "end";

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Process process;

	private final PrintStream commands;

	private final Path output;

	private WorkerProcess(Process process, Path output) {
		this.process = process;
		this.output = output;
		this.commands = new PrintStream(process.getOutputStream(), true);
		Thread reader = new Thread(this::read, "answers-" + process.pid());
		reader.setDaemon(true);
		reader.start();
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
	}

	/**
	 * Starts a process. It needs some seconds until it obeys.
	 * @param directory gets its output
	 * @param first what is on the class path in front of everything else
	 * @return the process
	 */
	static WorkerProcess started(Path directory, Path... first) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of("-Xmx192m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
				classPath(first), Worker.class.getName()));
		try {
			Path output = directory.resolve("worker-" + System.nanoTime() + ".log");
			return new WorkerProcess(new ProcessBuilder(command).redirectError(output.toFile()).start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath(Path... first) {
		return Stream.concat(Stream.of(first).map(Path::toString), Stream.of(System.getProperty("java.class.path")))
			.collect(Collectors.joining(File.pathSeparator));
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void open(Map<String, String> properties) {
		send("open",
				properties.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "=" + entry.getValue())
					.collect(Collectors.joining("\t")));
	}

	void run(Duration time) {
		send("run", String.valueOf(time.toMillis()));
	}

	void dieAt(Step step) {
		send("die", step.name());
	}

	void rest(Duration time) {
		send("rest", String.valueOf(time.toMillis()));
	}

	/**
	 * Waits for an answer.
	 * @return its number; 0 if the process has died and {@code mayDie} is true
	 */
	int answer(String command, boolean mayDie) {
		try {
			String answer = this.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			if (END.equals(answer)) {
				this.process.waitFor();
			}
			if (END.equals(answer) && mayDie) {
				return 0;
			}
			if (answer == null || !answer.startsWith(command + " ")) {
				throw new IllegalStateException(
						"'%s' was answered with '%s': see %s".formatted(command, answer, this.output));
			}
			return Integer.parseInt(answer.substring(command.length() + 1));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends it a signal, as {@code kill -STOP} does.
	 */
	void signal(String name) {
		try {
			int status = new ProcessBuilder("kill", "-" + name, String.valueOf(this.process.pid())).start().waitFor();
			if (status != 0) {
				throw new IllegalStateException("kill -%s has failed with %d".formatted(name, status));
			}
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void send(String command, String rest) {
		this.commands.println(command + "\t" + rest);
	}

	private void read() {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.process.getInputStream()))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				this.answers.add(line);
			}
		}
		catch (IOException ex) {
			// It is gone
		}
		this.answers.add(END);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
