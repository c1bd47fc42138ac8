package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adding or removing this library logs nobody out.
 */
interface MigrationContract {

	RedisSessions sessions();

	@Test
	default void sessionsOfSpringSessionLiveOn() {
		goesOn(sessions().plain(), sessions().ours());
	}

	@Test
	default void springSessionLivesOnWithOurSessions() {
		goesOn(sessions().ours(), sessions().plain());
	}

	@Test
	default void bothAtOnceChangeOneSession() {
		SessionRepository<Session> ours = sessions().ours();
		SessionRepository<Session> plain = sessions().plain();
		Session session = plain.createSession();
		plain.save(session);
		for (int i = 0; i < 4; i++) {
			SessionRepository<Session> repository = (i % 2 == 0) ? ours : plain;
			Session found = repository.findById(session.getId());
			found.setAttribute("a" + i, i);
			repository.save(found);
		}
		assertThat(plain.findById(session.getId()).getAttributeNames()).containsOnly("a0", "a1", "a2", "a3");
		assertThat(ours.findById(session.getId()).getAttributeNames()).containsOnly("a0", "a1", "a2", "a3");
	}

	@Test
	default void theFormatCanBeChanged() {
		SessionRepository<Session> before = sessions().ours();
		sessions().json(true);
		try {
			SessionRepository<Session> after = sessions().ours();
			goesOn(before, after);
			goesOn(after, before);
			Session session = after.createSession();
			session.setAttribute("a", "1");
			after.save(session);
			assertThat(new String(sessions().field(session.getId(), "sessionAttr:a"))).isEqualTo("\"1\"");
		}
		finally {
			sessions().json(false);
		}
	}

	private void goesOn(SessionRepository<Session> before, SessionRepository<Session> after) {
		Session session = before.createSession();
		session.setMaxInactiveInterval(Duration.ofMinutes(17));
		session.setAttribute("kept", "1");
		session.setAttribute("removed", "1");
		session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "alice");
		before.save(session);
		session.removeAttribute("removed");
		before.save(session);
		Session found = after.findById(session.getId());
		assertThat(found.<String>getAttribute("kept")).isEqualTo("1");
		assertThat(found.<Object>getAttribute("removed")).isNull();
		assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(17));
		assertThat(found.getCreationTime().toEpochMilli()).isEqualTo(session.getCreationTime().toEpochMilli());
		assertThat(found.isExpired()).isFalse();
		changesAndEnds(found, before, after);
	}

	private void changesAndEnds(Session found, SessionRepository<Session> before, SessionRepository<Session> after) {
		String old = found.getId();
		found.changeSessionId();
		found.setAttribute("added", "1");
		after.save(found);
		assertThat(before.findById(old)).isNull();
		assertThat(before.findById(found.getId()).<String>getAttribute("added")).isEqualTo("1");
		if (sessions().isIndexed()) {
			assertThat(ofAlice(before)).containsOnlyKeys(found.getId());
			assertThat(ofAlice(after)).containsOnlyKeys(found.getId());
		}
		before.deleteById(found.getId());
		assertThat(after.findById(found.getId())).isNull();
		if (sessions().isIndexed()) {
			assertThat(ofAlice(before)).isEmpty();
			assertThat(ofAlice(after)).isEmpty();
		}
	}

	private static Map<String, ?> ofAlice(SessionRepository<Session> repository) {
		return ((FindByIndexNameSessionRepository<?>) repository).findByPrincipalName("alice");
	}

}
