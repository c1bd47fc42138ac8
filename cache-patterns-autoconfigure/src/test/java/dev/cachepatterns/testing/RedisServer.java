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

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real Redis on a free port: a container where Docker works, else the
 * {@code redis-server} of this machine. Nothing is skipped where there is neither: the
 * test fails and says what to install.
 */
public final class RedisServer implements AutoCloseable {

	private static final boolean DOCKER = DockerClientFactory.instance().isDockerAvailable();

	private final int port = freePort();

	private final List<String> options;

	private @Nullable AutoCloseable running;

	private RedisServer(String... options) {
		this.options = List.of(options);
	}

	/**
	 * A started server without persistence.
	 * @param options further options of {@code redis-server}
	 * @return the server
	 */
	public static RedisServer started(String... options) {
		RedisServer server = new RedisServer(options);
		server.start();
		return server;
	}

	/**
	 * A started node of a Redis Cluster, without slots.
	 * @return the server
	 */
	public static RedisServer clusterNode() {
		RedisServer server = new RedisServer("--cluster-enabled", "yes", "--cluster-port", String.valueOf(freePort()),
				"--cluster-announce-ip", "127.0.0.1");
		server.start();
		return server;
	}

	/**
	 * The port on which nodes of a cluster talk to each other.
	 * @return the port
	 */
	public int busPort() {
		return Integer.parseInt(this.options.get(this.options.indexOf("--cluster-port") + 1));
	}

	/**
	 * Sends a command in the protocol that a person would use.
	 * @param words the command
	 * @return the first 64 KiB of the reply
	 */
	public String command(String... words) {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(2000);
			socket.getOutputStream().write((String.join(" ", words) + "\r\n").getBytes());
			byte[] reply = new byte[1 << 16];
			int length = socket.getInputStream().read(reply);
			return new String(reply, 0, Math.max(0, length));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it listens.
	 * @return the port on the loopback address
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Starts it again on the same port, empty.
	 */
	public void start() {
		List<String> command = new ArrayList<>(List.of("redis-server", "--save", "", "--appendonly", "no"));
		command.addAll(this.options);
		this.running = DOCKER ? container(command) : process(command);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(this::answers);
	}

	/**
	 * Kills it, as {@code kill -9} does.
	 */
	public void kill() {
		try {
			if (this.running != null) {
				this.running.close();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

	private AutoCloseable container(List<String> command) {
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("redis:7.4-alpine"));
		command.addAll(List.of("--port", String.valueOf(this.port)));
		List<String> ports = new ArrayList<>(List.of(this.port + ":" + this.port));
		if (this.options.contains("--cluster-port")) {
			container.withNetworkMode("host");
			ports.clear();
		}
		container.setPortBindings(ports);
		container.setCommand(command.toArray(String[]::new));
		container.start();
		return container;
	}

	private AutoCloseable process(List<String> command) {
		try {
			Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "redis");
			command.addAll(List.of("--port", String.valueOf(this.port), "--bind", "127.0.0.1", "--dir",
					directory.toAbsolutePath().toString(), "--daemonize", "no"));
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(directory.resolve("log").toFile())
				.start();
			Thread hook = new Thread(process::destroyForcibly);
			Runtime.getRuntime().addShutdownHook(hook);
			return () -> process.destroyForcibly().waitFor();
		}
		catch (IOException ex) {
			throw new IllegalStateException("This test needs a real Redis: start Docker, or install redis-server "
					+ "(apt-get install redis-server, brew install redis)", ex);
		}
	}

	private boolean answers() {
		try {
			return command("PING").startsWith("+");
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
