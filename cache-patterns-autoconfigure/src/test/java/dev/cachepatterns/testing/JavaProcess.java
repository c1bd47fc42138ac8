package dev.cachepatterns.testing;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A process of this JVM's kind that obeys lines on its standard input, and answers with
 * lines on its standard output. The words of a line that it is told are separated by
 * tabs; the first word of a line that it answers says what it answers.
 */
public final class JavaProcess implements AutoCloseable {

	private static final String END = "end";

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Map<String, Consumer<String>> listeners = new ConcurrentHashMap<>();

	private final Process process;

	private final PrintStream commands;

	private final Path output;

	private JavaProcess(Process process, Path output) {
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
	 * @param main its main class
	 * @param directory gets its output
	 * @param options of the JVM
	 * @param first what is on the class path in front of everything else
	 * @return the process
	 */
	public static JavaProcess started(Class<?> main, Path directory, List<String> options, Path... first) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(first), main.getName()));
		try {
			Path output = directory.resolve("process-" + System.nanoTime() + ".log");
			return new JavaProcess(new ProcessBuilder(command).redirectError(output.toFile()).start(), output);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String classPath(Path... first) {
		return Stream.concat(Stream.of(first).map(Path::toString), Stream.of(System.getProperty("java.class.path")))
			.collect(Collectors.joining(File.pathSeparator));
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Tells it something.
	 * @param words the words of the line
	 */
	public void send(String... words) {
		this.commands.println(String.join("\t", words));
	}

	/**
	 * Lines with a first word that answer nothing.
	 * @param word the word
	 * @param listener is given the rest, on another thread
	 */
	public void on(String word, Consumer<String> listener) {
		this.listeners.put(word, listener);
	}

	/**
	 * Waits for an answer.
	 * @param word what it answers
	 * @param patience how long
	 * @return the rest of the line, {@code null} if the process has ended
	 */
	public @Nullable String answer(String word, Duration patience) {
		try {
			String answer = this.answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
			if (END.equals(answer)) {
				this.process.waitFor();
				this.answers.add(END);
				return null;
			}
			if (answer == null || !answer.startsWith(word + " ")) {
				throw new IllegalStateException(
						"'%s' was answered with '%s': see %s".formatted(word, answer, this.output));
			}
			return answer.substring(word.length() + 1);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends it a signal, as {@code kill -STOP} does.
	 * @param name the signal
	 */
	public void signal(String name) {
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

	private void read() {
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(this.process.getInputStream()))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				String word = line.substring(0, Math.max(0, line.indexOf(' ')));
				Consumer<String> listener = this.listeners.get(word);
				if (listener != null) {
					listener.accept(line.substring(word.length() + 1));
				}
				else {
					this.answers.add(line);
				}
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
