package dev.cachepatterns.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * A real Redis.
 */
public final class RedisServer implements CacheServer {

	private final RealServer server = new RealServer("redis:7.4-alpine", "redis-server");

	private final List<String> options;

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
		return started("--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1", "--cluster-port",
				String.valueOf(RealServer.freePort()));
	}

	/**
	 * The port on which nodes of a cluster talk to each other.
	 * @return the port
	 */
	public int busPort() {
		return Integer.parseInt(this.options.get(this.options.indexOf("--cluster-port") + 1));
	}

	@Override
	public String command(String... words) {
		return this.server.ask(String.join(" ", words));
	}

	@Override
	public int port() {
		return this.server.port();
	}

	/**
	 * Starts it again on the same port: empty, unless its options say that it keeps
	 * something.
	 */
	@Override
	public void start(String... more) {
		start("+PONG", more);
	}

	/**
	 * Starts it again, and waits only until it loads its snapshot.
	 * @param more options for this start
	 */
	public void startLoading(String... more) {
		start("-LOADING", more);
	}

	private void start(String answer, String... more) {
		List<String> command = new ArrayList<>(
				List.of("redis-server", "--save", "", "--appendonly", "no", "--port", String.valueOf(port())));
		command.addAll(this.options);
		command.addAll(List.of(more));
		this.server.start(command, List.of("--bind", "127.0.0.1"), "PING", answer);
	}

	@Override
	public void kill() {
		this.server.kill();
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
		return List.of("spring.data.redis.port=" + port);
	}

	@Override
	public long connections() {
		return Long.parseLong(command("INFO", "clients").replaceAll("(?s).*connected_clients:(\\d+).*", "$1"));
	}

}
