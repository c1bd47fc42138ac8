package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrincipalIndex}, on a server that tells of no ends.
 */
@Tag("session")
class PrincipalIndexTests {

	private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

	private static RedisServer server;

	private static RedisSessions sessions;

	private final FindByIndexNameSessionRepository<Session> repository = (FindByIndexNameSessionRepository<Session>) sessions
		.ours();

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		sessions = new RedisSessions(server.port(), true);
	}

	@AfterAll
	static void stop() {
		sessions.close();
		server.close();
	}

	@BeforeEach
	void empty() {
		server.command("FLUSHALL");
	}

	@Test
	void deadSessionsAreForgottenWhenTheIndexIsRead() {
		Set<String> live = new HashSet<>();
		for (int i = 0; i < 5; i++) {
			live.add(login("alice").getId());
			die(login("alice"));
			Session expired = login("alice");
			expired.setLastAccessedTime(Instant.now().minus(Duration.ofMinutes(31)));
			this.repository.save(expired);
		}
		assertThat(size()).isGreaterThan(5);
		assertThat(this.repository.findByPrincipalName("alice").keySet()).isEqualTo(live);
		assertThat(size()).isEqualTo(5);
	}

	@Test
	void anIndexThatNobodyReadsDoesNotGrowForEver() {
		for (int i = 0; i < 3; i++) {
			login("alice");
		}
		long most = 0;
		for (int i = 0; i < 200; i++) {
			die(login("alice"));
			most = Math.max(most, size());
		}
		System.out.println("Index of a user with 3 sessions and 200 dead ones: at most " + most + " entries");
		assertThat(most).isLessThan(30);
		assertThat(this.repository.findByPrincipalName("alice")).hasSize(3);
	}

	@Test
	void aDeletedSessionWhoseUserCannotBeReadIsForgotten() {
		Session session = login("alice");
		sessions.field(session.getId(), "sessionAttr:" + USER, "torn".getBytes());
		this.repository.deleteById(session.getId());
		assertThat(this.repository.findById(session.getId())).isNull();
		assertThat(this.repository.findByPrincipalName("alice")).isEmpty();
		assertThat(size()).isZero();
	}

	@Test
	void anIndexLivesAsLongAsTheLongestOfItsSessions() {
		Session session = login("alice");
		assertThat(ttl()).isBetween(Duration.ofMinutes(34), Duration.ofMinutes(35));
		session.setMaxInactiveInterval(Duration.ofHours(2));
		this.repository.save(session);
		login("alice");
		assertThat(ttl()).isBetween(Duration.ofMinutes(124), Duration.ofMinutes(125));
		session.setMaxInactiveInterval(Duration.ofSeconds(-1));
		this.repository.save(session);
		assertThat(ttl()).isNegative();
	}

	@Test
	void theIndexFollowsTheUser() {
		Session session = login("alice");
		String old = session.getId();
		session.changeSessionId();
		this.repository.save(session);
		assertThat(members("alice")).containsExactly(session.getId());
		assertThat(this.repository.findById(old)).isNull();
		session.setAttribute(USER, "bob");
		this.repository.save(session);
		assertThat(members("alice")).isEmpty();
		assertThat(this.repository.findByPrincipalName("bob")).containsOnlyKeys(session.getId());
		session.removeAttribute(USER);
		this.repository.save(session);
		assertThat(members("bob")).isEmpty();
	}

	private Session login(String user) {
		Session session = this.repository.createSession();
		this.repository.save(session);
		session.changeSessionId();
		session.setAttribute(USER, user);
		this.repository.save(session);
		return session;
	}

	/**
	 * As Redis lets it expire, of which nobody is told.
	 */
	private void die(Session session) {
		sessions.raw().delete(RedisSessions.key(session.getId()));
	}

	private Set<Object> members(String user) {
		return sessions.template().opsForSet().members(RedisSessions.index(user));
	}

	private long size() {
		return sessions.raw().opsForSet().size(RedisSessions.index("alice"));
	}

	private static Duration ttl() {
		return Duration.ofSeconds(sessions.raw().getExpire(RedisSessions.index("alice")));
	}

}
