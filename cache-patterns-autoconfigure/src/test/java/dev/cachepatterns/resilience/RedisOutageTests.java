package dev.cachepatterns.resilience;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.testing.RedisServer;

/**
 * On Redis.
 */
@Tag("proof")
class RedisOutageTests implements OutageContract, SoakContract {

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Override
	public List<String> backend() {
		return List.of("spring.data.redis.port=" + server.port());
	}

	@Override
	public void kill() {
		server.kill();
	}

	@Override
	public void restart() {
		server.start();
	}

	@Override
	public void hang() {
		server.hang();
	}

	@Override
	public void resume() {
		server.resume();
	}

	@Override
	public long connections() {
		String clients = server.command("INFO", "clients");
		return Long.parseLong(clients.replaceAll("(?s).*connected_clients:(\\d+).*", "$1"));
	}

}
