package dev.cachepatterns.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL, empty. It would not survive a power failure: a commit waits for no
 * disk.
 */
public final class PostgresServer implements AutoCloseable {

	private static final List<String> HOMES = List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt",
			"/usr");

	private final RealServer server = new RealServer("postgres:17-alpine", "postgresql",
			Map.of("POSTGRES_HOST_AUTH_METHOD", "trust"));

	private @Nullable Path data;

	private PostgresServer() {
	}

	/**
	 * A started server.
	 * @return the server
	 */
	public static PostgresServer started() {
		PostgresServer server = new PostgresServer();
		server.start();
		return server;
	}

	/**
	 * Where it is.
	 * @return the address of its database
	 */
	public String url() {
		return "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(this.server.port(), user());
	}

	/**
	 * Who may do everything there, without a password.
	 * @return the name
	 */
	public String user() {
		return "postgres";
	}

	private void start() {
		List<String> command = new ArrayList<>();
		List<String> local = new ArrayList<>();
		if (RealServer.inDocker()) {
			command.add("postgres");
		}
		else {
			this.data = prepare();
			command.addAll(unprivileged(program("postgres")));
			local.addAll(List.of("-D", this.data.toString(), "-c", "listen_addresses=127.0.0.1", "-c",
					"unix_socket_directories="));
		}
		command.addAll(List.of("-p", String.valueOf(this.server.port()), "-c", "fsync=off", "-c",
				"synchronous_commit=off", "-c", "max_connections=200"));
		this.server.start(command, local, this::answers);
	}

	private boolean answers() throws Exception {
		try (Connection connection = DriverManager.getConnection(url())) {
			return connection.isValid(1);
		}
	}

	/**
	 * Makes an empty database.
	 */
	private Path prepare() {
		try {
			// PostgreSQL's own user must get there
			Path data = Files.createTempDirectory("postgresql");
			if (root()) {
				run("chown", "postgres", data.toString());
			}
			this.server.directory(data);
			List<String> command = unprivileged(program("initdb"));
			command.addAll(List.of("-D", data.resolve("data").toString(), "--no-sync", "--no-locale", "-E", "UTF8",
					"-A", "trust", "-U", user()));
			run(command.toArray(String[]::new));
			return data.resolve("data");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void run(String... command) throws IOException {
		Path log = this.server.directory().resolve("initdb.log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		try {
			Process process = builder.directory(this.server.directory().toFile()).start();
			if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new IllegalStateException(String.join(" ", command) + ": " + Files.readString(log));
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The command for a program that refuses to run as root.
	 */
	private static List<String> unprivileged(String program) {
		List<String> command = new ArrayList<>();
		if (root()) {
			command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
		}
		command.add(program);
		return command;
	}

	private static boolean root() {
		return "root".equals(System.getProperty("user.name"));
	}

	/**
	 * Debian and Homebrew keep PostgreSQL's programs off the {@code PATH}.
	 */
	private static String program(String name) {
		return HOMES.stream()
			.map(Path::of)
			.flatMap(PostgresServer::installations)
			.map((home) -> home.resolve("bin").resolve(name))
			.filter(Files::isExecutable)
			.map(Path::toString)
			.findFirst()
			.orElse(name);
	}

	private static Stream<Path> installations(Path parent) {
		try (Stream<Path> children = Files.list(parent)) {
			boolean own = parent.endsWith("postgresql");
			return children.filter((home) -> own || home.getFileName().toString().matches("(postgresql@|pgsql-).*"))
				.sorted()
				.toList()
				.stream();
		}
		catch (IOException ex) {
			return Stream.empty();
		}
	}

	@Override
	public void close() {
		this.server.kill();
		try {
			if (this.data != null) {
				FileSystemUtils.deleteRecursively(this.server.directory());
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
