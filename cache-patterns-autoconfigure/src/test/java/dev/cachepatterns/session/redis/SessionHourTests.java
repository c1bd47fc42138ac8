package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an hour of sessions leaves behind, on a server that tells of no ends, and without
 * an application that would clean up.
 */
@Tag("session")
class SessionHourTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void nothingIsLeft(boolean indexed) {
		try (RedisServer server = RedisServer.started();
				RedisSessions sessions = new RedisSessions(server.port(), indexed)) {
			long most = hour(sessions, sessions.ours());
			Set<String> left = sessions.keys();
			System.out.println("An hour of " + (indexed ? "indexed" : "simple") + " sessions on Redis: at most " + most
					+ " keys, " + left.size() + " left after 40 minutes more");
			assertThat(most).isGreaterThan(30);
			assertThat(left).isEmpty();
		}
	}

	@Test
	void springSessionAloneLeavesKeysForEver() {
		try (RedisServer server = RedisServer.started();
				RedisSessions sessions = new RedisSessions(server.port(), true)) {
			hour(sessions, sessions.plain());
			Set<String> left = sessions.keys();
			System.out.println(
					"An hour of Spring Session's indexed sessions on Redis: " + left.size() + " keys left for ever");
			assertThat(left).isNotEmpty();
		}
	}

	/**
	 * Each minute some users come, log in, put something into their session, and some
	 * leave; nobody comes back after a quarter of an hour.
	 * @return how many keys there were at most
	 */
	private static long hour(RedisSessions sessions, SessionRepository<Session> repository) {
		MovingRedis time = new MovingRedis();
		Deque<Session> active = new ArrayDeque<>();
		long most = 0;
		for (int minute = 0; minute < 100; minute++) {
			for (int i = 0; i < 3 && minute < 60; i++) {
				active.add(visit(repository, "user-" + minute + "-" + i));
			}
			for (Session session : List.copyOf(active)) {
				session.setAttribute("minute", minute);
				repository.save(session);
			}
			if (active.size() > 9 || minute >= 60) {
				for (int i = 0; i < 3 && !active.isEmpty(); i++) {
					leave(repository, active.remove(), i % 2 == 0);
				}
			}
			most = Math.max(most, time.pass(sessions, Duration.ofMinutes(1)));
		}
		return most;
	}

	private static Session visit(SessionRepository<Session> repository, String user) {
		Session session = repository.createSession();
		session.setMaxInactiveInterval(Duration.ofMinutes(30));
		repository.save(session);
		session.changeSessionId();
		session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user);
		repository.save(session);
		return session;
	}

	private static void leave(SessionRepository<Session> repository, Session session, boolean logout) {
		if (logout) {
			repository.deleteById(session.getId());
		}
	}

}
