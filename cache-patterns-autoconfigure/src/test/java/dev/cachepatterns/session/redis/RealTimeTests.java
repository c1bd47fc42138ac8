package dev.cachepatterns.session.redis;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions that expire by the time of the machine and of Redis.
 */
@Tag("session")
class RealTimeTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void expires(boolean indexed) {
		try (RedisServer server = RedisServer.started();
				RedisSessions sessions = new RedisSessions(server.port(), indexed)) {
			SessionRepository<Session> repository = sessions.ours();
			Session session = repository.createSession();
			session.setMaxInactiveInterval(Duration.ofSeconds(1));
			session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
			repository.save(session);
			Session late = repository.findById(session.getId());
			assertThat(late.isExpired()).isFalse();
			Awaitility.await()
				.pollInterval(Duration.ofMillis(50))
				.until(() -> repository.findById(session.getId()) == null);
			assertThat(late.isExpired()).isTrue();
			late.setAttribute("late", "1");
			repository.save(late);
			assertThat(repository.findById(session.getId())).isNull();
			if (repository instanceof FindByIndexNameSessionRepository<?> index) {
				assertThat(index.findByPrincipalName("alice")).isEmpty();
			}
			else {
				assertThat(sessions.keys()).isEmpty();
			}
		}
	}

}
