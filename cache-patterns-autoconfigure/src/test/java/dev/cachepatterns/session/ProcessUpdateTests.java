package dev.cachepatterns.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.cachepatterns.testing.JavaProcess;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two processes, five writers in each, that change the same sessions at the same time,
 * each an attribute of its own, and delete some: no change is lost, no session comes
 * back. Whole sessions of which the last wins fail the same proof.
 */
@Tag("alone")
@Tag("session")
class ProcessUpdateTests {

	private static final int SESSIONS = Integer.getInteger("session.processes.sessions", 200);

	// Enough for it to fail each time
	private static final int BASELINE = 600;

	private static final int BLOCK = 1000;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	@TempDir
	private Path directory;

	@Test
	void onMemcached() {
		try (MemcachedServer server = MemcachedServer.started("-m", "1024");
				Crew crew = new Crew(server.port(), this.directory)) {
			assertKeepsAll(crew.update(UpdatedSessions.MEMCACHED, SESSIONS));
			assertFails(crew.update(UpdatedSessions.MEMCACHED_LAST_WRITE_WINS, BASELINE));
			assertThat(server.stat("evictions")).isZero();
		}
	}

	@Test
	void onRedis() {
		try (RedisServer server = RedisServer.started(); Crew crew = new Crew(server.port(), this.directory)) {
			assertKeepsAll(crew.update(UpdatedSessions.REDIS, SESSIONS));
			assertKeepsAll(crew.update(UpdatedSessions.REDIS_INDEXED, Math.min(SESSIONS, 10 * BLOCK)));
			assertFails(crew.update(UpdatedSessions.REDIS_LAST_WRITE_WINS, BASELINE));
		}
	}

	private static void assertKeepsAll(Result result) {
		assertThat(result.changes()).isEqualTo(result.expected());
		assertThat(result.lost()).isZero();
		assertThat(result.resurrected()).isZero();
	}

	private static void assertFails(Result result) {
		assertThat(result.lost()).isPositive();
		assertThat(result.resurrected()).isPositive();
	}

	/**
	 * What has come of it.
	 *
	 * @param changes that were made to sessions that nobody deletes
	 * @param expected how many of them there should be
	 * @param lost of them
	 * @param resurrected sessions that were deleted and are there
	 */
	private record Result(int changes, int expected, int lost, int resurrected) {
	}

	/**
	 * The processes.
	 */
	private static final class Crew implements AutoCloseable {

		private final List<JavaProcess> processes;

		private final int port;

		Crew(int port, Path directory) {
			this.port = port;
			this.processes = IntStream.range(0, UpdateWorker.PROCESSES)
				.mapToObj((i) -> JavaProcess.started(UpdateWorker.class, directory, List.of("-Xmx256m")))
				.toList();
		}

		Result update(UpdatedSessions repository, int sessions) {
			long began = System.nanoTime();
			for (int i = 0; i < this.processes.size(); i++) {
				this.processes.get(i).send("open", String.valueOf(i), repository.name(), String.valueOf(this.port));
			}
			all("open");
			int changes = 0;
			int lost = 0;
			int resurrected = 0;
			for (int left = sessions; left > 0; left -= BLOCK) {
				changes += block(Math.min(left, BLOCK));
				String[] found = ask(1, "check").split(" ");
				lost += Integer.parseInt(found[0]);
				resurrected += Integer.parseInt(found[1]);
			}
			Result result = new Result(changes, (sessions - (sessions + UpdateWorker.DOOMED - 1) / UpdateWorker.DOOMED)
					* UpdateWorker.PROCESSES * UpdateWorker.WRITERS, lost, resurrected);
			System.out.printf(
					"%s: %d sessions, of which each %dth was deleted, changed by %d writers in %d processes in %d s: "
							+ "%d changes, %d lost, %d sessions resurrected; %s%n",
					repository, sessions, UpdateWorker.DOOMED, UpdateWorker.PROCESSES * UpdateWorker.WRITERS,
					UpdateWorker.PROCESSES, (System.nanoTime() - began) / 1_000_000_000, changes, lost, resurrected,
					ask(1, "counts"));
			return result;
		}

		private int block(int sessions) {
			String ids = ask(0, "create", String.valueOf(sessions));
			this.processes.forEach((process) -> process.send("take", ids));
			all("take");
			this.processes.forEach((process) -> process.send("go"));
			return all("go").stream().mapToInt(Integer::parseInt).sum();
		}

		private List<String> all(String word) {
			return this.processes.stream().map((process) -> answer(process, word)).toList();
		}

		private String ask(int process, String... words) {
			this.processes.get(process).send(words);
			return answer(this.processes.get(process), words[0]);
		}

		private static String answer(JavaProcess process, String word) {
			return Objects.requireNonNull(process.answer(word, PATIENCE), "The process has ended");
		}

		@Override
		public void close() {
			this.processes.forEach(JavaProcess::close);
		}

	}

}
