package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a save may do that comes after the session was deleted, or has got another id.
 */
interface LateSaveContract {

	int ROUNDS = 100;

	RedisSessions sessions();

	@Test
	default void savingADeletedSessionIsDroppedAndCounted() {
		SessionRepository<Session> repository = sessions().ours();
		Session late = stored(repository);
		long before = sessions().counts().lost();
		sessions().ours().deleteById(late.getId());
		Set<String> keys = sessions().keys();
		late.setAttribute("late", "x");
		late.setLastAccessedTime(Instant.now().plusSeconds(5));
		late.setMaxInactiveInterval(Duration.ofHours(1));
		repository.save(late);
		assertThat(repository.findById(late.getId())).isNull();
		assertThat(sessions().counts().lost()).isEqualTo(before + 1);
		assertThat(sessions().keys()).isEqualTo(keys);
	}

	@Test
	default void springSessionAloneFailsOrBringsItBack() {
		SessionRepository<Session> plain = sessions().plain();
		Session late = stored(plain);
		plain.deleteById(late.getId());
		late.setMaxInactiveInterval(Duration.ofHours(1));
		if (sessions().isIndexed()) {
			plain.save(late);
			assertThat(plain.findById(late.getId())).isNotNull();
		}
		else {
			assertThatIllegalStateException().isThrownBy(() -> plain.save(late));
		}
	}

	@Test
	default void aSessionDeletedByAnInstanceWithAClockInThePastIsGone() {
		SessionRepository<Session> repository = sessions().ours();
		Session session = stored(repository);
		session.setLastAccessedTime(Instant.now().plusSeconds(60));
		repository.save(session);
		repository.deleteById(session.getId());
		assertThat(repository.findById(session.getId())).isNull();
	}

	@Test
	default void changingTheIdOfADeletedSessionIsDropped() {
		SessionRepository<Session> repository = sessions().ours();
		Session late = stored(repository);
		String old = late.getId();
		repository.deleteById(old);
		late.changeSessionId();
		late.setAttribute("late", "x");
		repository.save(late);
		assertThat(repository.findById(late.getId())).isNull();
		assertThat(repository.findById(old)).isNull();
	}

	@Test
	default void savingUnderAChangedIdReachesTheSession() {
		SessionRepository<Session> repository = sessions().ours();
		Session first = stored(repository);
		String old = first.getId();
		Session late = repository.findById(old);
		for (int i = 0; i < 3; i++) {
			first.changeSessionId();
			repository.save(first);
		}
		late.setAttribute("late", "x");
		late.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "mallory");
		repository.save(late);
		assertThat(repository.findById(old)).isNull();
		Session found = repository.findById(first.getId());
		assertThat(found.<String>getAttribute("late")).isEqualTo("x");
		assertThat(found.<Object>getAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME)).isNull();
		assertThat(sessions().counts().merged()).isPositive();
	}

	@Test
	default void deletingUnderAChangedIdDeletesTheSession() {
		SessionRepository<Session> repository = sessions().ours();
		Session first = stored(repository);
		String old = first.getId();
		first.changeSessionId();
		repository.save(first);
		repository.deleteById(old);
		assertThat(repository.findById(first.getId())).isNull();
	}

	@Test
	default void twoRequestsThatChangeTheIdGetASessionEach() {
		SessionRepository<Session> repository = sessions().ours();
		Session first = stored(repository);
		Session second = repository.findById(first.getId());
		String old = first.getId();
		first.changeSessionId();
		first.setAttribute("first", "secret");
		second.changeSessionId();
		second.setAttribute("second", "x");
		repository.save(first);
		repository.save(second);
		assertThat(repository.findById(old)).isNull();
		assertThat(repository.findById(first.getId()).getAttributeNames()).containsOnly("a", "first");
		assertThat(repository.findById(second.getId()).getAttributeNames()).containsOnly("a", "second");
	}

	@Test
	default void deletedSessionsStayDeletedWhileOthersSaveThem() throws Exception {
		SessionRepository<Session> repository = sessions().ours();
		SessionRepository<Session> other = sessions().ours();
		int found = 0;
		try (Race race = new Race(3)) {
			for (int i = 0; i < ROUNDS; i++) {
				String id = stored(repository).getId();
				Session x = repository.findById(id);
				Session y = other.findById(id);
				race.run(() -> saving(repository, x, "x"), () -> saving(other, y, "y"), () -> {
					other.deleteById(id);
					return null;
				});
				if (repository.findById(id) != null || sessions().plain().findById(id) != null) {
					found++;
				}
				assertThat(sessions().field(id, "sessionAttr:a") == null || sessions().isIndexed()).isTrue();
			}
		}
		System.out.println(name() + ": " + found + " of " + ROUNDS + " deleted sessions came back, "
				+ sessions().counts().lost() + " late saves dropped");
		assertThat(found).isZero();
	}

	@Test
	default void nothingIsLostWhileTheIdIsChanged() throws Exception {
		SessionRepository<Session> repository = sessions().ours();
		SessionRepository<Session> other = sessions().ours();
		int lost = 0;
		int oldFound = 0;
		try (Race race = new Race(3)) {
			for (int i = 0; i < ROUNDS; i++) {
				Session login = stored(repository);
				String old = login.getId();
				Session x = repository.findById(old);
				Session y = other.findById(old);
				race.run(() -> {
					login.changeSessionId();
					return saving(repository, login, "login");
				}, () -> saving(repository, x, "x"), () -> saving(other, y, "y"));
				Session found = repository.findById(login.getId());
				lost += found.getAttributeNames().containsAll(Set.of("a", "login", "x", "y")) ? 0 : 1;
				oldFound += (repository.findById(old) != null) ? 1 : 0;
			}
		}
		System.out.println(name() + ": " + lost + " of " + ROUNDS + " sessions lost a change while their id was"
				+ " changed, " + oldFound + " were found under the old id, " + sessions().counts().merged()
				+ " saves were led to the new id");
		assertThat(lost).isZero();
		assertThat(oldFound).isZero();
	}

	@Test
	default void deletedSessionsStayDeletedWhileTheirIdIsChanged() throws Exception {
		SessionRepository<Session> repository = sessions().ours();
		SessionRepository<Session> other = sessions().ours();
		int found = 0;
		try (Race race = new Race(3)) {
			for (int i = 0; i < ROUNDS; i++) {
				Session login = stored(repository);
				String old = login.getId();
				Session late = other.findById(old);
				race.run(() -> {
					login.changeSessionId();
					return saving(repository, login, "login");
				}, () -> saving(other, late, "late"), () -> {
					other.deleteById(old);
					return null;
				});
				found += (repository.findById(old) != null || repository.findById(login.getId()) != null) ? 1 : 0;
			}
		}
		System.out.println(name() + ": " + found + " of " + ROUNDS + " sessions came back that were deleted while"
				+ " their id was changed");
		assertThat(found).isZero();
	}

	private String name() {
		return sessions().isIndexed() ? "Redis, indexed" : "Redis, simple";
	}

	private static Object saving(SessionRepository<Session> repository, Session session, String name) {
		session.setAttribute(name, "1");
		repository.save(session);
		return name;
	}

	private static Session stored(SessionRepository<Session> repository) {
		Session session = repository.createSession();
		session.setAttribute("a", "1");
		repository.save(session);
		return repository.findById(session.getId());
	}

	/**
	 * Calls that start at once.
	 */
	final class Race implements AutoCloseable {

		private final ExecutorService threads;

		private final CyclicBarrier start;

		Race(int size) {
			this.threads = Executors.newFixedThreadPool(size);
			this.start = new CyclicBarrier(size);
		}

		@SafeVarargs
		final void run(Callable<Object>... calls) throws Exception {
			List<Future<Object>> futures = new ArrayList<>();
			for (Callable<Object> call : calls) {
				futures.add(this.threads.submit(() -> {
					this.start.await();
					return call.call();
				}));
			}
			for (Future<Object> future : futures) {
				future.get();
			}
		}

		@Override
		public void close() {
			this.threads.shutdownNow();
		}

	}

}
