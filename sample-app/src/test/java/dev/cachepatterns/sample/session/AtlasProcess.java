package dev.cachepatterns.sample.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import dev.cachepatterns.sample.AtlasApplication;
import dev.cachepatterns.testing.JavaProcess;

/**
 * An instance of <i>Atlas</i> in a process of its own.
 *
 * @param process the process
 * @param port where it listens
 * @param settings its properties
 */
record AtlasProcess(JavaProcess process, int port, List<String> settings) implements AutoCloseable {

	private static final Path DIRECTORY = Path.of("target", "browser");

	/**
	 * Begins to start an instance on a free port. The port is below those that systems
	 * give to clients: one of those may be taken by who asks whether it is ready.
	 */
	static AtlasProcess starting(List<String> settings) {
		while (true) {
			int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
			try (ServerSocket socket = new ServerSocket(candidate)) {
				return starting(socket.getLocalPort(), settings);
			}
			catch (IOException ex) {
				// Taken: try another
			}
		}
	}

	private static AtlasProcess starting(int port, List<String> settings) {
		Path log = DIRECTORY.resolve("instance-" + port + ".log");
		List<String> options = Stream
			.concat(settings.stream(), Stream.of("server.port=" + port, "logging.file.name=" + log))
			.map((setting) -> "-D" + setting)
			.toList();
		return new AtlasProcess(JavaProcess.started(AtlasApplication.class, directory(), options), port, settings);
	}

	private static Path directory() {
		try {
			return Files.createDirectories(DIRECTORY);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kills it, as {@code kill -9} does, and begins to start another one on the same
	 * port.
	 */
	AtlasProcess killedAndStarting() {
		close();
		Awaitility.await().until(() -> !this.process.isAlive());
		return starting(this.port, this.settings);
	}

	AtlasProcess started() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(50))
			.atMost(Duration.ofMinutes(1))
			.ignoreExceptions()
			.until(this::ready);
		return this;
	}

	private boolean ready() throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(url("/actuator/health/readiness"))
			.toURL()
			.openConnection();
		return connection.getResponseCode() == 200;
	}

	String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
