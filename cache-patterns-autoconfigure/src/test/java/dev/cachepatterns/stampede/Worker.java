package dev.cachepatterns.stampede;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A process with an application and many callers. It is told on its standard input what
 * to do, and says on its standard output when a load begins and ends, and:
 *
 * <pre>
 * open &lt;callers&gt; &lt;property=value&gt; ...  starts the application; answers "open 0"
 * loader &lt;milliseconds&gt; &lt;fails&gt;         how long a load takes, -1 for until it is let go
 * call &lt;way&gt; &lt;key&gt;                     answers "ready 0" when all callers stand there
 * go                                    lets them call; answers "done" and an Answers
 * let                                   lets loads go
 * warm &lt;number&gt;                        loads as many other values; answers "warm 0"
 * clock &lt;milliseconds&gt;                 sets the clock of the caches; answers "clock 0"
 * counts                                answers "counts" and all counts of the cache
 * waits                                 answers "waits" and the calls that have waited
 * </pre>
 *
 * The words of a line are separated by tabs.
 */
public final class Worker {

	private final PrintStream answers;

	private final MutableClock clock = new MutableClock();

	private final LoggedLoader loader;

	private @Nullable ConfigurableApplicationContext context;

	private @Nullable Callers callers;

	private Worker(PrintStream answers) {
		this.answers = answers;
		this.loader = new LoggedLoader((line) -> answer("load", line));
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
			case "open" -> open(Integer.parseInt(words[1]), Arrays.copyOfRange(words, 2, words.length));
			case "loader" -> this.loader.set(Integer.parseInt(words[1]), Boolean.parseBoolean(words[2]));
			case "call" -> callers().call(Way.valueOf(words[1]), words[2]);
			case "go" -> callers().go();
			case "let" -> this.loader.let();
			case "warm" -> warm(Integer.parseInt(words[1]));
			case "clock" -> clock(Instant.ofEpochMilli(Long.parseLong(words[1])));
			case "waits" -> answer("waits", String.valueOf(cache().counts().waits()));
			case "counts" -> answer("counts", cache().counts().toString());
			default -> throw new IllegalArgumentException(words[0]);
		}
	}

	private void open(int number, String[] properties) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(WorkerApplication.class)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.properties(properties)
			.initializers((starting) -> {
				starting.getBeanFactory().registerSingleton("loader", this.loader);
				starting.getBeanFactory().addBeanPostProcessor(new WorkerApplication.Timed(this.clock));
			})
			.run();
		this.context = context;
		this.callers = new Callers(context.getBean(Values.class), number, this::answer);
		answer("open", "0");
	}

	private void warm(int number) {
		this.loader.set(0, false);
		for (int i = 0; i < number; i++) {
			callers().values().plain("warm-" + UUID.randomUUID());
		}
		answer("warm", "0");
	}

	private void clock(Instant now) {
		this.clock.advance(Duration.between(this.clock.instant(), now));
		answer("clock", "0");
	}

	private Callers callers() {
		return Objects.requireNonNull(this.callers, "Not open");
	}

	private PatternCache cache() {
		CacheManager caches = Objects.requireNonNull(this.context, "Not open").getBean(CacheManager.class);
		return (PatternCache) Objects.requireNonNull(caches.getCache(Values.CACHE));
	}

	private void answer(String word, String rest) {
		synchronized (this.answers) {
			this.answers.println(word + " " + rest);
			this.answers.flush();
		}
	}

}
