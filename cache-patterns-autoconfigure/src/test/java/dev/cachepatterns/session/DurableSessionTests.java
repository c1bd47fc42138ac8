package dev.cachepatterns.session;

import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DurableSessionRepository} on H2, cached by Redis.
 */
class DurableSessionTests extends DurableSessionContract {

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		start(server, "jdbc:h2:mem:" + UUID.randomUUID(), "h2");
	}

	@AfterAll
	static void end() {
		stop();
		server.close();
	}

	@Test
	void keysOfTheCacheTellNoIds() {
		StoredSession session = saved();
		String old = session.getId();
		session.changeSessionId();
		repository().save(session);
		find(session.getId());
		assertThat(server.command("KEYS", "*")).contains("http-sessions").doesNotContain(old, session.getId());
	}

}
