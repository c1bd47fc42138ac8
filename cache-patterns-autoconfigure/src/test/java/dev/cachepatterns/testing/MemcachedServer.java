package dev.cachepatterns.testing;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real memcached on a free port: a container where Docker works, else the
 * {@code memcached} of this machine. Nothing is skipped where there is neither.
 */
public final class MemcachedServer implements AutoCloseable {

	private static final boolean DOCKER = DockerClientFactory.instance().isDockerAvailable();

	private final int port = RedisServer.freePort();

	private @Nullable AutoCloseable running;

	private MemcachedServer() {
	}

	/**
	 * A started server.
	 * @return the server
	 */
	public static MemcachedServer started() {
		MemcachedServer server = new MemcachedServer();
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
		List<String> command = new ArrayList<>(List.of("memcached", "-p", String.valueOf(this.port), "-m", "64"));
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
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse("memcached:1.6-alpine"));
		container.setPortBindings(List.of(this.port + ":" + this.port));
		container.setCommand(command.toArray(String[]::new));
		container.start();
		return container;
	}

	private AutoCloseable process(List<String> command) {
		try {
			command.addAll(List.of("-l", "127.0.0.1", "-U", "0"));
			if ("root".equals(System.getProperty("user.name"))) {
				command.addAll(List.of("-u", "root"));
			}
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
			return () -> process.destroyForcibly().waitFor();
		}
		catch (IOException ex) {
			throw new IllegalStateException("This test needs a real memcached: start Docker, or install memcached "
					+ "(apt-get install memcached, brew install memcached)", ex);
		}
	}

	private boolean answers() {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.setSoTimeout(1000);
			socket.getOutputStream().write("version\r\n".getBytes());
			return socket.getInputStream().read() == 'V';
		}
		catch (IOException ex) {
			return false;
		}
	}

}
