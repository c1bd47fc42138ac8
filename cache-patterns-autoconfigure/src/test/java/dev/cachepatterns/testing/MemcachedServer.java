package dev.cachepatterns.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A real memcached.
 */
public final class MemcachedServer implements CacheServer {

	private final RealServer server = new RealServer("memcached:1.6-alpine", "memcached");

	private final List<String> options;

	private MemcachedServer(String... options) {
		this.options = List.of(options);
	}

	/**
	 * A started server.
	 * @param options further options of {@code memcached}
	 * @return the server
	 */
	public static MemcachedServer started(String... options) {
		MemcachedServer server = new MemcachedServer(options);
		server.start();
		return server;
	}

	@Override
	public int port() {
		return this.server.port();
	}

	/**
	 * Starts it again on the same port, empty.
	 */
	@Override
	public void start(String... more) {
		List<String> local = new ArrayList<>(List.of("-l", "127.0.0.1", "-U", "0"));
		if ("root".equals(System.getProperty("user.name"))) {
			local.addAll(List.of("-u", "root"));
		}
		List<String> command = new ArrayList<>(List.of("memcached", "-p", String.valueOf(port()), "-m", "64"));
		command.addAll(this.options);
		command.addAll(List.of(more));
		this.server.start(command, local, "version", "VERSION");
	}

	@Override
	public void kill() {
		this.server.kill();
	}

	/**
	 * One of its own counters.
	 * @param counter the name, as in the reply to {@code stats}
	 * @return the value
	 */
	public long stat(String counter) {
		return this.server.ask("stats")
			.lines()
			.filter((line) -> line.startsWith("STAT " + counter + " "))
			.mapToLong((line) -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public String command(String... words) {
		return this.server.ask(String.join(" ", words));
	}

	@Override
	public void hang() {
		this.server.hang();
	}

	@Override
	public void resume() {
		this.server.resume();
	}

	@Override
	public List<String> settings(int port) {
		return List.of("cache-patterns.backend=memcached", "cache-patterns.memcached.servers=127.0.0.1:" + port);
	}

	@Override
	public long connections() {
		return stat("curr_connections");
	}

}
