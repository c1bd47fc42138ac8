package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.SessionSettings;
import org.springframework.session.FlushMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * What both repositories do alike.
 *
 * @param calls how Redis is called
 * @param repository Spring Session's, which makes and reads sessions
 * @param settings how sessions are kept
 * @param writer saves them
 * @param clock the time
 */
record GuardedSessions(RedisCalls calls, SessionRepository<?> repository, SessionSettings settings,
		SessionWriter writer, Clock clock) {

	GuardedSession create() {
		GuardedSession session = guarded(this.repository.createSession(), true);
		if (immediate()) {
			save(session);
		}
		return session;
	}

	void save(GuardedSession session) {
		this.calls.run(session.getId(), () -> this.writer.save(session));
	}

	/**
	 * Reads a session.
	 * @param id its id
	 * @param missing told of one that is not there
	 * @param ended told of one that cannot be read and has to be deleted
	 * @return {@code null} for these, and for one that has expired
	 */
	@Nullable GuardedSession find(String id, Consumer<String> missing, Consumer<String> ended) {
		return this.calls.call(id, () -> {
			Session session = this.repository.findById(id);
			if (session == null) {
				missing.accept(id);
				return null;
			}
			if (SafeSessionMapper.isEnded(session)) {
				ended.accept(id);
				return null;
			}
			GuardedSession found = guarded(session, false);
			return found.isExpired() ? null : found;
		});
	}

	private GuardedSession guarded(Session session, boolean created) {
		return new GuardedSession(session, created, this.settings.saveMode(), this.clock,
				immediate() ? this::save : (changed) -> {
				});
	}

	private boolean immediate() {
		return this.settings.flushMode() == FlushMode.IMMEDIATE;
	}

}
