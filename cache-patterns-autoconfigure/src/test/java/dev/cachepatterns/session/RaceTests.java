package dev.cachepatterns.session;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.MemoryCasStore;
import dev.cachepatterns.store.StoreUnavailableException;
import dev.cachepatterns.testing.MutableClock;
import org.springframework.session.SaveMode;
import org.springframework.session.FlushMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a change when something else happens right before one of its steps.
 */
@Tag("session")
class RaceTests {

	private final MutableClock clock = new MutableClock();

	private final CountingStore store = new CountingStore(new MemoryCasStore(10_000_000, 1_000_000, this.clock));

	private final SessionStats stats = new SessionStats();

	private final CasSessionRepository repository = new CasSessionRepository(this.store, AttributeCodec.java(List.of()),
			SessionSettings.DEFAULT, Collaborators.of((event) -> {
			}, this.stats, this.clock));

	@Test
	void changeThatMeetsAnotherOneIsMerged() {
		String id = stored();
		StoredSession one = this.repository.findById(id);
		one.setAttribute("one", 1);
		this.store.before("replace", () -> change(id, "two"));
		this.repository.save(one);
		assertThat(names(id)).containsExactlyInAnyOrder("name", "one", "two");
		assertThat(this.stats.counts().merged()).isEqualTo(1);
	}

	@Test
	void mergeKeepsTheLaterAccessAndTheOthersInterval() {
		String id = stored();
		StoredSession one = this.repository.findById(id);
		one.setAttribute("one", 1);
		StoredSession two = this.repository.findById(id);
		two.setLastAccessedTime(this.clock.instant().plusSeconds(60));
		two.setMaxInactiveInterval(Duration.ofMinutes(5));
		this.repository.save(two);
		this.repository.save(one);
		one.setAttribute("more", 1);
		this.repository.save(one);
		StoredSession found = this.repository.findById(id);
		assertThat(found.getLastAccessedTime()).isEqualTo(two.getLastAccessedTime());
		assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(5));
		assertThat(found.getAttributeNames()).containsExactlyInAnyOrder("name", "one", "more");
	}

	@Test
	void mergeDoesNotWriteBackWhatOthersHaveChangedSince() {
		CasSessionRepository always = new CasSessionRepository(this.store, AttributeCodec.java(List.of()),
				SessionSettings.DEFAULT.with(SaveMode.ALWAYS, FlushMode.ON_SAVE), Collaborators.of((event) -> {
				}, this.stats, this.clock));
		String id = stored();
		StoredSession one = always.findById(id);
		one.<String>getAttribute("name");
		one.setAttribute("one", 1);
		StoredSession two = this.repository.findById(id);
		two.setAttribute("name", "changed");
		this.repository.save(two);
		always.save(one);
		one.setAttribute("more", 1);
		always.save(one);
		assertThat(this.repository.findById(id).<String>getAttribute("name")).isEqualTo("changed");
	}

	@Test
	void deletionThatMeetsAChangeWins() {
		String id = stored();
		this.store.before("remove", () -> change(id, "two"));
		this.repository.deleteById(id);
		assertThat(this.repository.findById(id)).isNull();
	}

	@Test
	void deletionRightBeforeAChangeWins() {
		String id = stored();
		StoredSession one = this.repository.findById(id);
		one.setAttribute("one", 1);
		this.store.before("replace", () -> this.repository.deleteById(id));
		this.repository.save(one);
		assertThat(this.repository.findById(id)).isNull();
		assertThat(this.stats.counts().lost()).isEqualTo(1);
	}

	@Test
	void changeOfTheIdThatMeetsAChangeKeepsIt() {
		String old = stored();
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		session.setAttribute("login", 1);
		this.store.before("replace", () -> change(old, "two"));
		this.repository.save(session);
		assertThat(names(id)).containsExactlyInAnyOrder("name", "login", "two");
		assertThat(this.repository.findById(old)).isNull();
		assertThat(this.stats.counts().merged()).isEqualTo(1);
	}

	@Test
	void deletionUnderTheOldIdWhileItChangesEndsTheSession() {
		String old = stored();
		for (String step : List.of("add", "replace")) {
			String from = stored();
			StoredSession session = this.repository.findById(from);
			String id = session.changeSessionId();
			this.store.before(step, () -> this.repository.deleteById(from));
			this.repository.save(session);
			assertThat(this.repository.findById(from)).as(step).isNull();
			assertThat(this.repository.findById(id)).as(step).isNull();
		}
		assertThat(this.stats.counts().lost()).isEqualTo(2);
		assertThat(names(old)).containsExactly("name");
	}

	@Test
	void changeOfTheIdWhileItIsDeletedEndsTheSession() {
		String old = stored();
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		this.store.before("remove", () -> this.repository.save(session));
		this.repository.deleteById(old);
		assertThat(this.repository.findById(id)).isNull();
		assertThat(this.repository.findById(old)).isNull();
	}

	@Test
	void deletionUnderTheOldIdAfterItHasChangedEndsTheSession() {
		String old = stored();
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		this.repository.save(session);
		this.repository.deleteById(old);
		assertThat(this.repository.findById(id)).isNull();
	}

	@Test
	void twoThatChangeTheIdGetSessionsOfTheirOwnThatEndTogether() {
		String old = stored();
		StoredSession late = this.repository.findById(old);
		StoredSession one = this.repository.findById(old);
		StoredSession two = this.repository.findById(old);
		String first = one.changeSessionId();
		one.setAttribute("one", 1);
		String second = two.changeSessionId();
		two.setAttribute("two", 2);
		this.repository.save(one);
		this.repository.save(two);
		assertThat(names(first)).containsExactlyInAnyOrder("name", "one");
		assertThat(names(second)).containsExactlyInAnyOrder("name", "two");
		late.setAttribute("late", 3);
		this.repository.save(late);
		assertThat(names(first)).containsExactlyInAnyOrder("name", "one", "late");
		assertThat(names(second)).containsExactlyInAnyOrder("name", "two", "late");
		this.repository.deleteById(old);
		assertThat(this.repository.findById(first)).isNull();
		assertThat(this.repository.findById(second)).isNull();
	}

	@Test
	void idThatChangesTwiceLeadsAlong() {
		String old = stored();
		StoredSession late = this.repository.findById(old);
		String id = old;
		for (int i = 0; i < 3; i++) {
			StoredSession session = this.repository.findById(id);
			id = session.changeSessionId();
			this.repository.save(session);
		}
		late.setAttribute("late", 1);
		this.repository.save(late);
		assertThat(names(id)).containsExactlyInAnyOrder("name", "late");
		assertThat(late.getId()).as("told to nobody who has the old one").isEqualTo(old);
	}

	@Test
	void oldIdLeadsNowhereAfterAWhile() {
		String old = stored();
		StoredSession late = this.repository.findById(old);
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		this.repository.save(session);
		this.clock.advance(SessionSettings.DEFAULT.forwarding().plusSeconds(1));
		late.setAttribute("late", 1);
		this.repository.save(late);
		assertThat(names(id)).containsExactly("name");
		assertThat(this.stats.counts().lost()).isEqualTo(1);
	}

	@Test
	void sessionWhoseFirstSaveGotNoAnswerIsSavedAgain() {
		StoredSession session = this.repository.createSession();
		session.setAttribute("one", 1);
		this.store.loseAnswer();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.repository.save(session));
		session.setAttribute("two", 2);
		this.repository.save(session);
		assertThat(names(session.getId())).containsExactlyInAnyOrder("one", "two");
	}

	@Test
	void changesWhoseSaveGotNoAnswerAreSavedAgain() {
		String id = stored();
		StoredSession session = this.repository.findById(id);
		session.setAttribute("one", 1);
		session.removeAttribute("name");
		this.store.loseAnswer();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.repository.save(session));
		this.repository.save(session);
		assertThat(names(id)).containsExactly("one");
	}

	@Test
	void changeOfTheIdThatGotNoAnswerIsMadeAgain() {
		String old = stored();
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		this.store.loseAnswer();
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.repository.save(session));
		assertThat(this.repository.findById(old)).isNotNull();
		this.repository.save(session);
		assertThat(names(id)).containsExactly("name");
		assertThat(this.repository.findById(old)).isNull();
	}

	@Test
	void forwardThatGotNoAnswerIsTakenForOnesOwn() {
		String old = stored();
		StoredSession session = this.repository.findById(old);
		String id = session.changeSessionId();
		this.store.before("replace", this.store::loseAnswer);
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.repository.save(session));
		session.setAttribute("one", 1);
		this.repository.save(session);
		assertThat(names(id)).containsExactlyInAnyOrder("name", "one");
		assertThat(this.repository.findById(old)).isNull();
	}

	@Test
	void userWhoLogsInWhileAnotherRequestChangesTheSessionStaysLoggedIn() {
		String user = "user-" + UUID.randomUUID();
		String id = stored();
		StoredSession one = this.repository.findById(id);
		StoredSession two = this.repository.findById(id);
		one.setAttribute(SessionIndexContract.USER, user);
		this.repository.save(one);
		two.setAttribute("two", 2);
		this.repository.save(two);
		two.setAttribute("three", 3);
		this.repository.save(two);
		assertThat(this.repository.findByPrincipalName(user)).containsOnlyKeys(id);
	}

	private void change(String id, String name) {
		StoredSession session = this.repository.findById(id);
		session.setAttribute(name, true);
		this.repository.save(session);
	}

	private Iterable<String> names(String id) {
		StoredSession found = this.repository.findById(id);
		assertThat(found).isNotNull();
		return found.getAttributeNames();
	}

	private String stored() {
		StoredSession session = this.repository.createSession();
		session.setAttribute("name", "value");
		this.repository.save(session);
		return session.getId();
	}

}
