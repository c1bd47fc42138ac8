package dev.cachepatterns.session.redis;

import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.testing.RedisCluster;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions on a Redis Cluster, where the keys of one session are on several servers.
 */
@Tag("session")
class ClusterSessionTests {

	private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

	private static RedisCluster cluster;

	@BeforeAll
	static void start() {
		cluster = RedisCluster.started();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSessionsLife(boolean indexed) {
		RedisClusterConfiguration nodes = new RedisClusterConfiguration(List.of(cluster.nodes().split(",")));
		try (RedisSessions sessions = new RedisSessions(new LettuceConnectionFactory(nodes), indexed)) {
			for (int i = 0; i < 10; i++) {
				live(sessions.ours(), "user-" + i);
			}
			assertThat(sessions.counts().lost()).isEqualTo(20);
			assertThat(sessions.counts().merged()).isEqualTo(10);
		}
	}

	private static void live(SessionRepository<Session> repository, String user) {
		Session session = repository.createSession();
		session.setAttribute("a", 1);
		repository.save(session);
		String old = session.getId();
		Session late = repository.findById(old);
		session.changeSessionId();
		session.setAttribute(USER, user);
		repository.save(session);
		late.setAttribute("late", 1);
		repository.save(late);
		assertThat(repository.findById(old)).isNull();
		Session found = repository.findById(session.getId());
		assertThat(found.getAttributeNames()).containsOnly("a", "late", USER);
		if (repository instanceof FindByIndexNameSessionRepository<?> index) {
			assertThat(index.findByPrincipalName(user)).containsOnlyKeys(session.getId());
		}
		repository.deleteById(session.getId());
		for (Session dead : List.of(session, found)) {
			dead.setAttribute("late", 2);
			repository.save(dead);
			assertThat(repository.findById(session.getId())).isNull();
		}
		if (repository instanceof FindByIndexNameSessionRepository<?> index) {
			assertThat(index.findByPrincipalName(user)).isEmpty();
		}
	}

}
