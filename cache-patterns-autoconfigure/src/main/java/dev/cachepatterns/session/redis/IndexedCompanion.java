package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.session.data.redis.RedisIndexedSessionRepository;

/**
 * What Spring Session's indexed repository keeps beside the sessions: a key whose end
 * Redis can tell of, the minute in which it ends, and the index of users.
 *
 * @param repository Spring Session's
 * @param keys the keys
 * @param index the index of users
 * @param expirations the minutes
 * @param clock the time
 */
record IndexedCompanion(RedisIndexedSessionRepository repository, SessionKeys keys, PrincipalIndex index,
		MinuteExpirations expirations, Clock clock) implements Companion {

	/**
	 * Spring Session's too.
	 */
	static final Duration GRACE = Duration.ofMinutes(5);

	private static final byte[] NOTHING = {};

	@Override
	public Duration grace() {
		return GRACE;
	}

	/**
	 * Tells all instances, as Spring Session does.
	 */
	@Override
	public void created(GuardedSession session) {
		this.repository.getSessionRedisOperations()
			.convertAndSend(this.repository.getSessionCreatedChannelPrefix() + session.getId(),
					SessionFields.all(session));
	}

	@Override
	public void written(GuardedSession session, String id, String from) {
		if (!id.equals(from)) {
			SessionHashes.rename(this.repository.getSessionRedisOperations(), this.keys.expires(from),
					this.keys.expires(id));
		}
		Batch batch = new Batch(this.repository.getSessionRedisOperations());
		expire(batch, session, id);
		note(batch, session, id, from);
		String before = session.storedPrincipal();
		boolean own = id.equals(session.getId());
		String principal = own ? this.index.principal(session) : before;
		if (own) {
			if (!id.equals(from) || !Objects.equals(before, principal)) {
				this.index.remove(batch, before, from);
			}
			this.index.add(batch, principal, id, left(session, GRACE));
		}
		batch.run();
		if (principal != null && !principal.equals(before)) {
			this.index.prune(principal);
		}
		session.indexed(principal);
	}

	/**
	 * Lets the key end of whose end Redis tells.
	 */
	private void expire(Batch batch, GuardedSession session, String id) {
		String key = this.keys.expires(id);
		Duration left = left(session, Duration.ZERO);
		if (left == null) {
			batch.add("SET", key, NOTHING);
		}
		else if (left.toMillis() <= 0) {
			batch.add("DEL", key);
		}
		else {
			batch.add("SET", key, NOTHING, SessionHashes.bytes("PX"), SessionHashes.milliseconds(left));
		}
	}

	/**
	 * Notes the minute of the end.
	 */
	private void note(Batch batch, GuardedSession session, String id, String from) {
		Instant before = session.storedEnd();
		Instant end = session.end();
		boolean same = before != null && end != null
				&& SessionKeys.minuteAfter(before).equals(SessionKeys.minuteAfter(end));
		if (!same || !id.equals(from)) {
			this.expirations.remove(batch, from, before);
		}
		this.expirations.add(batch, id, end);
	}

	/**
	 * How long it is kept.
	 * @return {@code null} for ever
	 */
	private @Nullable Duration left(GuardedSession session, Duration grace) {
		Instant end = session.end();
		return (end != null) ? Duration.between(this.clock.instant(), end.plus(grace)) : null;
	}

}
