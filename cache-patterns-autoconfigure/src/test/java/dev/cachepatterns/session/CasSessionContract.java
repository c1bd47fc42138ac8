package dev.cachepatterns.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.ApplicationEvent;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link CasSessionRepository} promises on every store.
 */
abstract class CasSessionContract extends SessionIndexContract<StoredSession> {

	static final List<String> ALLOWED = List.of("dev.cachepatterns.session.*");

	final MutableClock clock = new MutableClock();

	final SessionStats stats = new SessionStats();

	private final List<ApplicationEvent> events = new CopyOnWriteArrayList<>();

	abstract CasStore store();

	@Test
	void sessionThatExpiresDuringARequestIsProlongedByIt() {
		for (boolean changesId : new boolean[] { false, true }) {
			StoredSession session = repository().createSession();
			session.setMaxInactiveInterval(Duration.ofSeconds(4));
			repository().save(session);
			pass(Duration.ofMillis(3000));
			StoredSession slow = find(session.getId());
			slow.setLastAccessedTime(now());
			pass(Duration.ofMillis(2000));
			assertThat(repository().findById(session.getId())).isNull();
			slow.setAttribute("slow", true);
			if (changesId) {
				slow.changeSessionId();
			}
			repository().save(slow);
			assertThat(find(slow.getId()).<Boolean>getAttribute("slow")).isTrue();
		}
	}

	@Override
	protected CasSessionRepository repository(SaveMode save, FlushMode flush) {
		return repository(SessionSettings.DEFAULT.with(save, flush), AttributeCodec.java(ALLOWED));
	}

	CasSessionRepository repository(SessionSettings settings, AttributeCodec codec) {
		Collaborators with = Collaborators.of((event) -> this.events.add((ApplicationEvent) event), this.stats,
				this.clock);
		return new CasSessionRepository(store(), codec, settings, with);
	}

	@Override
	protected void pass(Duration time) {
		this.clock.advance(time);
	}

	@Override
	protected Instant now() {
		return this.clock.instant();
	}

	@Override
	protected Duration touchInterval() {
		return SessionSettings.DEFAULT.touchInterval();
	}

	@Override
	protected List<ApplicationEvent> events() {
		return this.events;
	}

}
