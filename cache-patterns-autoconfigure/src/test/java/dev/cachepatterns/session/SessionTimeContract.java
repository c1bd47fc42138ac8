package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Session documents of a repository: when sessions expire.
 *
 * @param <S> type of its sessions
 */
public abstract class SessionTimeContract<S extends Session> extends SessionRepositoryContract<S> {

	@Test
	void sessionExpires() {
		S session = repository().createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(2));
		repository().save(session);
		S found = find(session.getId());
		assertThat(found.isExpired()).isFalse();
		pass(Duration.ofMillis(2001));
		assertThat(found.isExpired()).isTrue();
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void expiredSessionDoesNotComeBackByALateSave() {
		S session = repository().createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(2));
		repository().save(session);
		S late = find(session.getId());
		pass(Duration.ofMillis(2001));
		late.setAttribute("late", true);
		repository().save(late);
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void sessionThatIsDeletedAfterItHasExpiredIsNotProlonged() {
		S session = repository().createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(4));
		repository().save(session);
		pass(Duration.ofMillis(3000));
		S slow = find(session.getId());
		slow.setLastAccessedTime(now());
		pass(Duration.ofMillis(2000));
		repository().deleteById(session.getId());
		repository().save(slow);
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void sessionThatIsUsedDoesNotExpire() {
		S session = repository().createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(3));
		repository().save(session);
		for (int i = 0; i < 4; i++) {
			pass(Duration.ofMillis(1500));
			S found = find(session.getId());
			found.setLastAccessedTime(now());
			repository().save(found);
		}
		assertThat(find(session.getId()).isExpired()).isFalse();
	}

	@Test
	void intervalOfLessThanZeroIsNever() {
		S session = repository().createSession();
		session.setMaxInactiveInterval(Duration.ofSeconds(-1));
		repository().save(session);
		pass(Duration.ofMillis(2500));
		S found = find(session.getId());
		assertThat(found.getMaxInactiveInterval()).isNegative();
		assertThat(found.isExpired()).isFalse();
		found.setMaxInactiveInterval(Duration.ofSeconds(60));
		found.setLastAccessedTime(now());
		repository().save(found);
		assertThat(find(session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void intervalOfZeroIsAtOnce() {
		S fresh = repository().createSession();
		fresh.setMaxInactiveInterval(Duration.ZERO);
		repository().save(fresh);
		assertThat(repository().findById(fresh.getId())).isNull();
		S session = find(saved().getId());
		session.setMaxInactiveInterval(Duration.ZERO);
		assertThat(session.isExpired()).isTrue();
		repository().save(session);
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void changedIntervalCounts() {
		S session = find(saved().getId());
		session.setMaxInactiveInterval(Duration.ofSeconds(2));
		repository().save(session);
		assertThat(find(session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofSeconds(2));
		pass(Duration.ofMillis(2001));
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void lastAccessIsSaved() {
		S session = find(saved().getId());
		Instant access = session.getLastAccessedTime().plus(touchInterval()).plusSeconds(1);
		session.setLastAccessedTime(access);
		assertThat(session.getLastAccessedTime()).isEqualTo(access);
		repository().save(session);
		assertThat(find(session.getId()).getLastAccessedTime().toEpochMilli()).isEqualTo(access.toEpochMilli());
	}

	@Test
	void lastAccessThatIsSetBackIsSaved() {
		FindByIndexNameSessionRepository<S> repository = repository();
		S session = repository.findById(saved().getId());
		session.setLastAccessedTime(now().minus(TIMEOUT).minusSeconds(1));
		assertThat(session.isExpired()).isTrue();
		repository.save(session);
		assertThat(repository.findById(session.getId())).isNull();
	}

}
