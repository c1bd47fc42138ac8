package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FrugalSessionRepository} and {@link SessionRequestFilter}, on Spring
 * Session's repository in memory.
 */
@Tag("session")
class FrugalSessionTests {

	private final Counting counting = new Counting(new MapSessionRepository(new HashMap<>()), new HashMap<>());

	private final SessionStats stats = new SessionStats();

	private final FrugalSessionRepository<MapSession> repository = repository(SaveMode.ON_SET_ATTRIBUTE);

	@Test
	void aRequestThatOnlyReadsSavesNothing() {
		String id = stored();
		FrugalSession<MapSession> found = this.repository.findById(id);
		Instant access = found.getLastAccessedTime().plusSeconds(29);
		found.setLastAccessedTime(access);
		assertThat(found.<String>getAttribute("a")).isEqualTo("1");
		assertThat(found.getLastAccessedTime()).isEqualTo(access);
		this.repository.save(found);
		assertThat(saves()).isEqualTo(1);
		assertThat(this.stats.counts()).isEqualTo(new SessionStats.Counts(1, 1, 0, 0, 0, 1, 0));
	}

	@Test
	void theLastAccessIsSavedOncePerInterval() {
		String id = stored();
		Instant start = this.repository.findById(id).getLastAccessedTime();
		for (int second = 1; second <= 120; second++) {
			FrugalSession<MapSession> found = this.repository.findById(id);
			found.setLastAccessedTime(start.plusSeconds(second));
			this.repository.save(found);
		}
		assertThat(saves()).isEqualTo(1 + 4);
		assertThat(this.stats.counts().skipped()).isEqualTo(116);
	}

	@Test
	void aChangeTakesTheLastAccessAlong() {
		for (int kind = 0; kind < 4; kind++) {
			FrugalSession<MapSession> found = this.repository.findById(stored());
			Instant access = found.getLastAccessedTime().plusSeconds(1);
			found.setLastAccessedTime(access);
			change(found, kind);
			int before = saves();
			this.repository.save(found);
			this.repository.save(found);
			assertThat(saves()).isEqualTo(before + 1);
			assertThat(this.repository.findById(found.getId()).getLastAccessedTime()).isEqualTo(access);
		}
	}

	@Test
	void theSaveModeSaysWhatIsAChange() {
		String id = stored();
		for (SaveMode mode : SaveMode.values()) {
			int before = saves();
			FrugalSession<MapSession> found = repository(mode).findById(id);
			repository(mode).save(found);
			assertThat(saves() - before).isEqualTo((mode == SaveMode.ALWAYS) ? 1 : 0);
			before = saves();
			found.getAttribute("none");
			found.getAttribute("a");
			repository(mode).save(found);
			assertThat(saves() - before).isEqualTo((mode == SaveMode.ON_SET_ATTRIBUTE) ? 0 : 1);
		}
	}

	@Test
	void aSessionThatExpiresSoonIsTouchedMoreOften() {
		FrugalSession<MapSession> found = this.repository.findById(stored());
		found.setMaxInactiveInterval(Duration.ofSeconds(20));
		this.repository.save(found);
		int before = saves();
		FrugalSession<MapSession> again = this.repository.findById(found.getId());
		again.setLastAccessedTime(again.getLastAccessedTime().plusSeconds(6));
		this.repository.save(again);
		assertThat(saves()).isEqualTo(before + 1);
	}

	@Test
	void aRequestReadsItsSessionOnce() throws Exception {
		String id = stored();
		FilterChain chain = (request, response) -> {
			FrugalSession<MapSession> found = this.repository.findById(id);
			this.repository.save(found);
			assertThat(this.repository.findById(id)).isSameAs(found);
			assertThat(this.repository.findById("other")).isNull();
			this.repository.deleteById(id);
			assertThat(this.repository.findById(id)).isNull();
		};
		new SessionRequestFilter().doFilter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
		assertThat(SavedSession.begin()).isTrue();
		SavedSession.end();
	}

	private static void change(Session session, int kind) {
		switch (kind) {
			case 0 -> session.setAttribute("b", "1");
			case 1 -> session.removeAttribute("a");
			case 2 -> session.setMaxInactiveInterval(Duration.ofMinutes(3));
			default -> session.changeSessionId();
		}
	}

	private FrugalSessionRepository<MapSession> repository(SaveMode mode) {
		return new FrugalSessionRepository<>(this.counting, SessionSettings.DEFAULT.with(mode, FlushMode.ON_SAVE),
				this.stats);
	}

	private String stored() {
		FrugalSession<MapSession> session = this.repository.createSession();
		session.setAttribute("a", "1");
		this.repository.save(session);
		return session.getId();
	}

	private int saves() {
		return this.counting.calls.getOrDefault("save", 0);
	}

	/**
	 * Counts saves.
	 *
	 * @param delegate where sessions are
	 * @param calls how often was saved
	 */
	private record Counting(SessionRepository<MapSession> delegate,
			Map<String, Integer> calls) implements SessionRepository<MapSession> {

		@Override
		public MapSession createSession() {
			return this.delegate.createSession();
		}

		@Override
		public void save(MapSession session) {
			this.calls.merge("save", 1, Integer::sum);
			this.delegate.save(session);
		}

		@Override
		public MapSession findById(String id) {
			return this.delegate.findById(id);
		}

		@Override
		public void deleteById(String id) {
			this.delegate.deleteById(id);
		}

	}

}
