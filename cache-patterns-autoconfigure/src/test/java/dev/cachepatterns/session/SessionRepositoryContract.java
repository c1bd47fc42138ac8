package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Session documents of a repository, for every one that we offer: sessions
 * and their attributes. A test takes two instances of an application on one backend.
 *
 * @param <S> type of its sessions
 */
public abstract class SessionRepositoryContract<S extends Session> {

	protected static final Duration TIMEOUT = Duration.ofMinutes(30);

	/**
	 * A repository of an instance of an application, on the backend of the test.
	 * @param save what it saves
	 * @param flush when it saves
	 * @return the repository, with a timeout of half an hour
	 */
	protected abstract FindByIndexNameSessionRepository<S> repository(SaveMode save, FlushMode flush);

	/**
	 * Lets time pass: with a clock that stands still, moves it.
	 * @param time a few seconds
	 */
	protected abstract void pass(Duration time);

	/**
	 * The time of the test.
	 * @return now
	 */
	protected abstract Instant now();

	/**
	 * How often the last access is written at most.
	 * @return 0 if it is with each request
	 */
	protected abstract Duration touchInterval();

	protected final FindByIndexNameSessionRepository<S> repository() {
		return repository(SaveMode.ON_SET_ATTRIBUTE, FlushMode.ON_SAVE);
	}

	@Test
	void newSessionIsEmptyAndNotStored() {
		S session = repository().createSession();
		assertThat(session.getId()).isNotBlank();
		assertThat(session.getAttributeNames()).isEmpty();
		assertThat(session.getMaxInactiveInterval()).isEqualTo(TIMEOUT);
		assertThat(session.getCreationTime()).isEqualTo(session.getLastAccessedTime());
		assertThat(session.isExpired()).isFalse();
		assertThat(session.<Object>getAttribute("name")).isNull();
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void sessionsHaveIdsOfTheirOwn() {
		assertThat(repository().createSession().getId()).isNotEqualTo(repository().createSession().getId());
	}

	@Test
	void savedSessionIsFoundByAnother() {
		S session = repository().createSession();
		session.setAttribute("name", "value");
		session.setAttribute("basket", new Basket().add("one"));
		session.setMaxInactiveInterval(Duration.ofMinutes(7));
		repository().save(session);
		S found = find(session.getId());
		assertThat(found.getId()).isEqualTo(session.getId());
		assertThat(found.getAttributeNames()).isEqualTo(Set.of("name", "basket"));
		assertThat(found.<String>getAttribute("name")).isEqualTo("value");
		assertThat(found.<Basket>getRequiredAttribute("basket").items()).containsExactly("one");
		assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(7));
		assertThat(found.getCreationTime().toEpochMilli()).isEqualTo(session.getCreationTime().toEpochMilli());
		assertThat(found.getLastAccessedTime().toEpochMilli()).isEqualTo(session.getLastAccessedTime().toEpochMilli());
		assertThat(found.isExpired()).isFalse();
	}

	@Test
	void unknownIdsFindNothing() {
		for (String id : new String[] { "unknown", "", " ", "a b", "a\r\nb", "\0", "\u00e9", "x".repeat(300),
				"x".repeat(100_000) }) {
			assertThat(repository().findById(id)).as("%.20s", id).isNull();
			repository().deleteById(id);
		}
	}

	@Test
	void attributesAreSetChangedAndRemoved() {
		S session = saved();
		session.setAttribute("one", 1);
		session.setAttribute("two", 2);
		session.setAttribute("three", 3);
		repository().save(session);
		S found = find(session.getId());
		found.setAttribute("one", 10);
		found.removeAttribute("two");
		found.setAttribute("three", null);
		assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("name", "one");
		repository().save(found);
		S again = find(session.getId());
		assertThat(again.getAttributeNames()).containsExactlyInAnyOrder("name", "one");
		assertThat(again.<Integer>getAttribute("one")).isEqualTo(10);
		assertThat(again.<Object>getAttribute("two")).isNull();
		assertThat(again.<String>getAttribute("name")).isEqualTo("value");
	}

	@Test
	void attributeThatIsRemovedAndSetAgainIsThere() {
		S session = saved();
		S found = find(session.getId());
		found.removeAttribute("name");
		found.setAttribute("name", "value");
		repository().save(found);
		assertThat(find(session.getId()).<String>getAttribute("name")).isEqualTo("value");
	}

	@Test
	void sessionThatIsSavedSeveralTimesKeepsEachChange() {
		S session = saved();
		FindByIndexNameSessionRepository<S> repository = repository();
		S found = repository.findById(session.getId());
		for (int i = 0; i < 3; i++) {
			found.setAttribute("count" + i, i);
			repository.save(found);
			repository.save(found);
		}
		found.removeAttribute("count0");
		repository.save(found);
		assertThat(find(session.getId()).getAttributeNames()).containsExactlyInAnyOrder("name", "count1", "count2");
	}

	@Test
	void deletedSessionIsGone() {
		S session = saved();
		repository().deleteById(session.getId());
		assertThat(repository().findById(session.getId())).isNull();
		repository().deleteById(session.getId());
	}

	@Test
	void deletedSessionDoesNotComeBackByALateSave() {
		S session = saved();
		S late = find(session.getId());
		repository().deleteById(session.getId());
		late.setAttribute("late", true);
		late.setLastAccessedTime(now().plusSeconds(600));
		repository().save(late);
		assertThat(repository().findById(session.getId())).isNull();
		session.setAttribute("late", true);
		repository().save(session);
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void changesOfTwoRequestsAreBothKept() {
		String id = saved().getId();
		S one = find(id);
		S two = find(id);
		one.setAttribute("one", 1);
		two.setAttribute("two", 2);
		two.removeAttribute("name");
		repository().save(one);
		repository().save(two);
		assertThat(find(id).getAttributeNames()).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void changedIdLeadsToTheSessionAndTheOldOneNowhere() {
		S session = find(saved().getId());
		String old = session.getId();
		session.setAttribute("login", true);
		session.changeSessionId();
		String id = session.changeSessionId();
		assertThat(session.getId()).isEqualTo(id).isNotEqualTo(old);
		repository().save(session);
		assertThat(repository().findById(old)).isNull();
		S found = find(id);
		assertThat(found.getId()).isEqualTo(id);
		assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("name", "login");
		session.setAttribute("more", true);
		repository().save(session);
		assertThat(find(id).getAttributeNames()).containsExactlyInAnyOrder("name", "login", "more");
	}

	@Test
	void idOfASessionThatWasNeverSavedChanges() {
		S session = repository().createSession();
		String old = session.getId();
		session.setAttribute("name", "value");
		String id = session.changeSessionId();
		repository().save(session);
		assertThat(repository().findById(old)).isNull();
		assertThat(find(id).<String>getAttribute("name")).isEqualTo("value");
	}

	@Test
	void idOfADeletedSessionChangesToNothing() {
		S session = find(saved().getId());
		String old = session.getId();
		repository().deleteById(old);
		String id = session.changeSessionId();
		session.setAttribute("late", true);
		repository().save(session);
		assertThat(repository().findById(old)).isNull();
		assertThat(repository().findById(id)).isNull();
	}

	@Test
	void lateSaveUnderTheOldIdReachesTheSession() {
		String old = saved().getId();
		S late = find(old);
		S session = find(old);
		String id = session.changeSessionId();
		session.setAttribute("login", true);
		repository().save(session);
		late.setAttribute("late", true);
		repository().save(late);
		assertThat(find(id).getAttributeNames()).containsExactlyInAnyOrder("name", "login", "late");
		assertThat(repository().findById(old)).isNull();
	}

	@Test
	void deletionUnderTheOldIdEndsTheSession() {
		S late = saved();
		S session = find(late.getId());
		session.changeSessionId();
		repository().save(session);
		repository().deleteById(late.getId());
		assertThat(repository().findById(session.getId())).isNull();
	}

	@Test
	void immediateFlushStoresEachChange() {
		FindByIndexNameSessionRepository<S> repository = repository(SaveMode.ON_SET_ATTRIBUTE, FlushMode.IMMEDIATE);
		S session = repository.createSession();
		assertThat(find(session.getId()).getAttributeNames()).isEmpty();
		session.setAttribute("name", "value");
		assertThat(find(session.getId()).<String>getAttribute("name")).isEqualTo("value");
		session.removeAttribute("name");
		assertThat(find(session.getId()).getAttributeNames()).isEmpty();
		session.setMaxInactiveInterval(Duration.ofMinutes(3));
		assertThat(find(session.getId()).getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(3));
		repository.save(session);
		repository.deleteById(session.getId());
		assertThat(repository.findById(session.getId())).isNull();
	}

	@Test
	void attributeChangedInPlaceIsNotSavedOnSet() {
		assertThat(changedInPlace(SaveMode.ON_SET_ATTRIBUTE)).containsExactly("one");
	}

	@Test
	void attributeChangedInPlaceIsSavedOnGet() {
		assertThat(changedInPlace(SaveMode.ON_GET_ATTRIBUTE)).containsExactly("one", "two");
	}

	@Test
	void attributeChangedInPlaceIsSavedAlways() {
		assertThat(changedInPlace(SaveMode.ALWAYS)).containsExactly("one", "two");
	}

	private Iterable<String> changedInPlace(SaveMode mode) {
		FindByIndexNameSessionRepository<S> repository = repository(mode, FlushMode.ON_SAVE);
		S session = repository.createSession();
		session.setAttribute("basket", new Basket().add("one"));
		repository.save(session);
		S found = repository.findById(session.getId());
		found.<Basket>getRequiredAttribute("basket").add("two");
		repository.save(found);
		return find(session.getId()).<Basket>getRequiredAttribute("basket").items();
	}

	protected final S saved() {
		S session = repository().createSession();
		session.setAttribute("name", "value");
		repository().save(session);
		return session;
	}

	protected final S find(String id) {
		S found = repository().findById(id);
		assertThat(found).as("session").isNotNull();
		return found;
	}

}
