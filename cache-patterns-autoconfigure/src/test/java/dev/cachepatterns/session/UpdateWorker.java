package dev.cachepatterns.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * A process whose writers change sessions, each an attribute of its own. It is told on
 * its standard input what to do, and answers on its standard output:
 *
 * <pre>
 * open &lt;number&gt; &lt;repository&gt; &lt;port&gt;  takes a repository; answers "open 0"
 * create &lt;number&gt;                 answers "create" and the ids of new sessions
 * take &lt;ids&gt;                      answers "take 0": these are to be changed
 * go                             changes each; answers "go" and the number of changes
 * check                          answers "check" and how many changes are lost, and how
 *                                many deleted sessions are there
 * counts                         answers "counts" and all counts
 * </pre>
 *
 * Each fifth session is deleted by one process while the writers change it.
 */
public final class UpdateWorker {

	static final int PROCESSES = 2;

	static final int WRITERS = 5;

	static final int DOOMED = 5;

	private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

	private final SessionStats stats = new SessionStats();

	private final PrintStream answers;

	private int number;

	private @Nullable SessionRepository<Session> repository;

	private List<String> ids = List.of();

	private UpdateWorker(PrintStream answers) {
		this.answers = answers;
	}

	/**
	 * Obeys until its input ends.
	 * @param args none
	 * @throws Exception if it cannot
	 */
	public static void main(String[] args) throws Exception {
		UpdateWorker worker = new UpdateWorker(System.out);
		// What is logged must not look like an answer
		System.setOut(System.err);
		try {
			worker.obey(new BufferedReader(new InputStreamReader(System.in)));
		}
		finally {
			// Whoever has started it is gone, or sees that this one is
			Runtime.getRuntime().halt(0);
		}
	}

	private void obey(BufferedReader commands) throws Exception {
		try {
			for (String line = commands.readLine(); line != null; line = commands.readLine()) {
				String[] words = line.split("\t");
				this.answers.println(words[0] + " " + obey(words));
				this.answers.flush();
			}
		}
		catch (IOException | RuntimeException ex) {
			ex.printStackTrace();
		}
	}

	private Object obey(String[] words) throws Exception {
		return switch (words[0]) {
			case "open" -> {
				this.number = Integer.parseInt(words[1]);
				this.repository = UpdatedSessions.valueOf(words[2]).sessions(Integer.parseInt(words[3]), this.stats);
				yield 0;
			}
			case "create" -> IntStream.range(0, Integer.parseInt(words[1]))
				.mapToObj((i) -> create())
				.collect(Collectors.joining(","));
			case "take" -> {
				this.ids = Arrays.asList(words[1].split(","));
				yield 0;
			}
			case "go" -> go();
			case "check" -> check();
			case "counts" -> this.stats.counts();
			default -> throw new IllegalArgumentException(words[0]);
		};
	}

	private String create() {
		Session session = repository().createSession();
		repository().save(session);
		return session.getId();
	}

	private int go() throws Exception {
		List<Callable<Integer>> tasks = IntStream.range(0, WRITERS)
			.<Callable<Integer>>mapToObj((writer) -> () -> write(writer))
			.toList();
		int changes = 0;
		for (Future<Integer> done : this.writers.invokeAll(tasks)) {
			changes += done.get();
		}
		return changes;
	}

	/**
	 * Changes each session once.
	 * @return how many were changed that nobody deletes
	 */
	private int write(int writer) {
		int changes = 0;
		for (int i = 0; i < this.ids.size(); i++) {
			String id = this.ids.get(i);
			boolean doomed = i % DOOMED == 0;
			if (doomed && writer == 0 && i / DOOMED % PROCESSES == this.number) {
				repository().deleteById(id);
				continue;
			}
			Session session = repository().findById(id);
			if (session != null) {
				String name = name(this.number, writer);
				session.setAttribute(name, session.getAttributeOrDefault(name, 0) + 1);
				repository().save(session);
				changes += doomed ? 0 : 1;
			}
		}
		return changes;
	}

	private String check() {
		int lost = 0;
		int resurrected = 0;
		for (int i = 0; i < this.ids.size(); i++) {
			Session session = repository().findById(this.ids.get(i));
			if (i % DOOMED == 0) {
				resurrected += (session != null) ? 1 : 0;
				continue;
			}
			for (int writer = 0; writer < PROCESSES * WRITERS; writer++) {
				String name = name(writer / WRITERS, writer % WRITERS);
				lost += (session != null) ? 1 - session.getAttributeOrDefault(name, 0) : 1;
			}
		}
		return lost + " " + resurrected;
	}

	private static String name(int process, int writer) {
		return "process" + process + "-writer" + writer;
	}

	private SessionRepository<Session> repository() {
		return Objects.requireNonNull(this.repository, "Not open");
	}

}
