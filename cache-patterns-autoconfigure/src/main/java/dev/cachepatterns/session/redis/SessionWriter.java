package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.SessionStats;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Saves sessions. Who saves under an id that another request has changed saves under the
 * new one; who saves a session that is gone saves nothing, as it must not come back.
 *
 * @param hashes where sessions are
 * @param companion what is kept beside them
 * @param stats counts saves that were led to another id as merged, and those dropped as
 * lost
 * @param clock the time
 */
record SessionWriter(SessionHashes hashes, Companion companion, SessionStats stats, Clock clock) {

	/**
	 * How often an id may have been changed since a request has read the session.
	 */
	private static final int HOPS = 4;

	/**
	 * What a request that knows only the old id must not bring to the new one: who is
	 * logged in. The old id may be known to somebody else, which is why it was changed.
	 */
	private static final String[] IDENTITY = { SessionFields.of("SPRING_SECURITY_CONTEXT"),
			SessionFields.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME) };

	void save(GuardedSession session) {
		if (session.isCreated()) {
			create(session);
		}
		else if (session.hasNewId()) {
			move(session);
		}
		else if (!session.changes().isEmpty()) {
			write(session);
		}
	}

	/**
	 * The id under which a session lives that has had another.
	 * @param id the id it had
	 * @param test whether it lives under an id
	 * @return its id, {@code null} if it is gone
	 */
	@Nullable String follow(String id, Predicate<String> test) {
		String next = id;
		for (int hops = 0; next != null && hops <= HOPS; hops++) {
			if (test.test(next)) {
				return next;
			}
			next = this.hashes.movedTo(next);
		}
		return null;
	}

	private void create(GuardedSession session) {
		this.hashes.create(session.getId(), SessionFields.all(session), ttl(session));
		this.companion.created(session);
		this.companion.written(session, session.getId(), session.getId());
		session.saved();
	}

	private void write(GuardedSession session) {
		String own = session.getId();
		String id = follow(own, (candidate) -> update(session, candidate, candidate.equals(own)));
		if (id == null) {
			lose(session);
			return;
		}
		if (!id.equals(own)) {
			this.stats.recordMerged();
		}
		this.companion.written(session, id, id);
		session.saved();
	}

	/**
	 * Gives it its new id. Two requests that do so at once each get a session of their
	 * own: none may learn the id of the other.
	 */
	private void move(GuardedSession session) {
		String from = session.storedId();
		String to = session.getId();
		if (this.hashes.announceMove(from, to)) {
			this.hashes.rename(from, to);
			session.touch();
			if (update(session, to, true)) {
				this.companion.written(session, to, from);
				session.saved();
				return;
			}
		}
		else if (follow(from, this.hashes::isAlive) != null) {
			this.stats.recordMerged();
			create(session);
			return;
		}
		lose(session);
	}

	private boolean update(GuardedSession session, String id, boolean own) {
		Map<String, @Nullable Object> changes = session.changes();
		if (!own) {
			for (String field : IDENTITY) {
				changes.remove(field);
			}
		}
		return this.hashes.update(id, changes, ttl(session));
	}

	private void lose(GuardedSession session) {
		this.stats.recordLost();
		session.saved();
	}

	private @Nullable Duration ttl(GuardedSession session) {
		Instant end = session.end();
		return (end != null) ? Duration.between(this.clock.instant(), end.plus(this.companion.grace())) : null;
	}

}
