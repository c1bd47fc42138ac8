package dev.cachepatterns.checker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process with an application. It is told on its standard input what to do, and answers
 * on its standard output with the first word of the line and a number:
 *
 * <pre>
 * open &lt;property=value&gt; ...   starts the application anew
 * run &lt;milliseconds&gt;         reads and writes; answers the number of calls that failed
 * die &lt;step&gt;                 ends the process when a thread gets there
 * rest &lt;milliseconds&gt;        when all is quiet, within that time: answers the number of
 *                            keys that are not cached as the database has them
 * </pre>
 *
 * The words of a line are separated by tabs.
 */
public final class Worker {

	private final PrintStream answers;

	private @Nullable ConfigurableApplicationContext context;

	private Worker(PrintStream answers) {
		this.answers = answers;
	}

	/**
	 * Obeys until its input ends.
	 * @param args none
	 * @throws IOException if its input breaks
	 */
	public static void main(String[] args) throws IOException {
		Worker worker = new Worker(System.out);
		// What is logged must not look like an answer
		System.setOut(System.err);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
		for (String line = commands.readLine(); line != null; line = commands.readLine()) {
			worker.obey(line.split("\t"));
		}
		// Whoever has started it is gone
		Runtime.getRuntime().halt(0);
	}

	private void obey(String[] words) {
		switch (words[0]) {
			case "open" -> open(Arrays.copyOfRange(words, 1, words.length));
			case "run" -> new Thread(() -> answer("run", bean(Threads.class).run(millis(words[1]))), "run").start();
			case "die" -> bean(Steps.class).dieAt(Step.valueOf(words[1]));
			case "rest" -> answer("rest", bean(Rest.class).wrong(millis(words[1])));
			default -> throw new IllegalArgumentException(words[0]);
		}
	}

	private void open(String[] properties) {
		if (this.context != null) {
			this.context.close();
		}
		this.context = new SpringApplicationBuilder(WorkerApplication.class).web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(properties)
			.run();
		answer("open", 0);
	}

	private <T> T bean(Class<T> type) {
		return Objects.requireNonNull(this.context, "Not open").getBean(type);
	}

	private void answer(String word, long number) {
		this.answers.println(word + " " + number);
		this.answers.flush();
	}

	private static Duration millis(String number) {
		return Duration.ofMillis(Long.parseLong(number));
	}

}
