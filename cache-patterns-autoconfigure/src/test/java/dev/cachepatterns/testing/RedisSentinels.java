package dev.cachepatterns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

/**
 * A real primary with two replicas, and three Sentinels that watch them.
 */
public final class RedisSentinels implements AutoCloseable {

	/**
	 * What the Sentinels call the primary.
	 */
	public static final String NAME = "cache";

	private final List<RedisServer> servers = new ArrayList<>();

	private final List<RealServer> sentinels = new ArrayList<>();

	private RedisSentinels() {
		RedisServer primary = RedisServer.started("--repl-diskless-sync-delay", "0");
		this.servers.add(primary);
		for (int i = 0; i < 2; i++) {
			this.servers.add(RedisServer.started("--replicaof", "127.0.0.1 " + primary.port()));
		}
		for (int i = 0; i < 3; i++) {
			this.sentinels.add(sentinel(primary.port()));
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.sentinels.stream()
				.allMatch((sentinel) -> sentinel.ask("INFO sentinel").contains("slaves=2,sentinels=3")));
	}

	/**
	 * Started servers, which know each other.
	 * @return the servers
	 */
	public static RedisSentinels started() {
		return new RedisSentinels();
	}

	private static RealServer sentinel(int primary) {
		RealServer sentinel = new RealServer("redis:7.4-alpine", "redis-server");
		try {
			// They write to it
			Files.writeString(sentinel.directory().resolve("sentinel.conf"), """
					sentinel monitor cache 127.0.0.1 %d 2
					sentinel down-after-milliseconds cache 1000
					sentinel failover-timeout cache 3000
					""".formatted(primary));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		sentinel.start(
				List.of("redis-server", "sentinel.conf", "--sentinel", "--port", String.valueOf(sentinel.port())),
				List.of("--bind", "127.0.0.1"), "PING", "+PONG");
		return sentinel;
	}

	/**
	 * Where a client finds the Sentinels.
	 * @return them, as host:port separated by commas
	 */
	public String nodes() {
		return this.sentinels.stream()
			.map((sentinel) -> "127.0.0.1:" + sentinel.port())
			.collect(Collectors.joining(","));
	}

	/**
	 * The servers.
	 * @return the first primary, then its replicas
	 */
	public List<RedisServer> servers() {
		return this.servers;
	}

	/**
	 * The primary, as the first Sentinel sees it.
	 * @return the server
	 */
	public RedisServer primary() {
		String port = this.sentinels.get(0)
			.ask("SENTINEL GET-MASTER-ADDR-BY-NAME " + NAME)
			.lines()
			.skip(4)
			.findFirst()
			.orElseThrow();
		return this.servers.stream()
			.filter((server) -> port.equals(String.valueOf(server.port())))
			.findFirst()
			.orElseThrow();
	}

	@Override
	public void close() {
		this.sentinels.forEach(RealServer::kill);
		this.servers.forEach(RedisServer::close);
	}

}
