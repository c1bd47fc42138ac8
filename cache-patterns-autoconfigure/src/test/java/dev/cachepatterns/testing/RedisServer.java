package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
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
		container.setPortBindings(List.of(this.port + ":" + this.port));
		container.setCommand(command.toArray(String[]::new));
		container.start();
		return container;
	}

	private AutoCloseable process(List<String> command) {
		try {
			Path directory = Files.createTempDirectory("redis");
			command.addAll(List.of("--port", String.valueOf(this.port), "--bind", "127.0.0.1", "--dir",
					directory.toString(), "--daemonize", "no"));
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
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", this.port), 200);
			socket.setSoTimeout(200);
			socket.getOutputStream().write("PING\r\n".getBytes());
			return socket.getInputStream().read() == '+';
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
