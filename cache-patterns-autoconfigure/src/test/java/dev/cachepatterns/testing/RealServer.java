package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server on a free port: a container where Docker works, else a process of this
 * machine. Nothing is skipped where there is neither: the test fails and says what to
 * install.
 */
final class RealServer {

	private static final boolean DOCKER = DockerClientFactory.instance().isDockerAvailable();

	private static final Set<String> LINKED = Set.of("--cluster-enabled", "--replicaof", "--repl-diskless-sync-delay",
			"--sentinel");

	private final String image;

	private final String packageName;

	private final int port = freePort();

	private final Map<String, String> environment;

	private @Nullable Path directory;

	private @Nullable AutoCloseable running;

	private @Nullable Signal signal;

	RealServer(String image, String packageName) {
		this(image, packageName, Map.of());
	}

	/**
	 * A server.
	 * @param image the container's image
	 * @param packageName what to install where there is no Docker
	 * @param environment variables of a container
	 */
	RealServer(String image, String packageName, Map<String, String> environment) {
		this.image = image;
		this.packageName = packageName;
		this.environment = environment;
	}

	static boolean inDocker() {
		return DOCKER;
	}

	/**
	 * Where it keeps files of a relative name, for every start; made when it is first
	 * asked for.
	 */
	Path directory() {
		Path known = this.directory;
		if (known == null) {
			known = create(
					() -> Files.createTempDirectory(Files.createDirectories(Path.of("target")), this.packageName));
			this.directory = known;
		}
		return known;
	}

	void directory(Path directory) {
		this.directory = directory;
	}

	int port() {
		return this.port;
	}

	/**
	 * Starts it, and waits until it answers.
	 * @param command the command for every machine
	 * @param local what a process of this machine needs beside
	 * @param question what it is asked
	 * @param answer how its answer begins
	 */
	void start(List<String> command, List<String> local, String question, String answer) {
		start(command, local, () -> ask(question).startsWith(answer));
	}

	/**
	 * Starts it, and waits until it is ready.
	 * @param command the command for every machine
	 * @param local what a process of this machine needs beside
	 * @param ready whether it is ready; may throw while it is not
	 */
	void start(List<String> command, List<String> local, Callable<Boolean> ready) {
		this.running = DOCKER ? container(command) : process(command, local);
		Awaitility.await()
			.pollInterval(Duration.ofMillis(20))
			.atMost(Duration.ofSeconds(20))
			.ignoreExceptions()
			.until(ready);
	}

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	void kill() {
		try {
			if (this.running != null) {
				this.running.close();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Makes it hang, as {@code kill -STOP} does: it accepts connections, and answers
	 * nothing.
	 */
	void hang() {
		send("STOP");
	}

	/**
	 * Lets it go on, as {@code kill -CONT} does.
	 */
	void resume() {
		send("CONT");
	}

	private void send(String name) {
		try {
			if (this.signal != null) {
				this.signal.send(name);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sends a line, as a person would.
	 * @return the first 64 KiB of the reply
	 */
	String ask(String line) {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(2000);
			socket.getOutputStream().write((line + "\r\n").getBytes());
			byte[] reply = new byte[1 << 16];
			int length = socket.getInputStream().read(reply);
			return new String(reply, 0, Math.max(0, length));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private AutoCloseable container(List<String> command) {
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(this.image));
		if (command.stream().anyMatch(LINKED::contains)) {
			// They tell each other, and the client, the ports they listen on
			container.withNetworkMode("host");
		}
		else {
			container.setPortBindings(List.of(this.port + ":" + this.port));
		}
		container.setCommand(command.toArray(String[]::new));
		container.setEnv(
				this.environment.entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toList());
		Bind bind = new Bind(directory().toAbsolutePath().toString(), new Volume("/data"));
		container.withCreateContainerCmdModifier(
				(create) -> create.withHostConfig(Objects.requireNonNull(create.getHostConfig()).withBinds(bind)));
		container.start();
		this.signal = (name) -> container.getDockerClient()
			.killContainerCmd(container.getContainerId())
			.withSignal(name)
			.exec();
		return container;
	}

	private AutoCloseable process(List<String> command, List<String> local) {
		try {
			ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
			builder.command().addAll(local);
			Process process = builder.directory(directory().toFile())
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(directory().resolve("log").toFile()))
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			this.signal = (name) -> new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start()
				.waitFor();
			return () -> process.destroyForcibly().waitFor();
		}
		catch (IOException ex) {
			throw new IllegalStateException(
					"This test needs a real %1$s: start Docker, or install %1$s, for example with apt-get install %1$s"
						.formatted(this.packageName),
					ex);
		}
	}

	private static Path create(Callable<Path> creation) {
		try {
			return creation.call();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A free port below those that systems give to clients: a client that connects to one
	 * of those before its server listens can be connected to itself.
	 */
	static int freePort() {
		while (true) {
			int candidate = ThreadLocalRandom.current().nextInt(20_000, 32_000);
			try (ServerSocket socket = new ServerSocket(candidate)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Taken: try another
			}
		}
	}

	/**
	 * A signal to the server.
	 */
	private interface Signal {

		void send(String name) throws Exception;

	}

}
