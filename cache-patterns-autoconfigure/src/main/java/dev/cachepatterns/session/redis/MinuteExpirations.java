package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.RedisOperations;
import org.springframework.session.data.redis.RedisIndexedSessionRepository.RedisSession;
import org.springframework.session.data.redis.RedisSessionExpirationStore;

/**
 * The sessions that expire in a minute, under Spring Session's keys, which it asks for
 * after that minute so that Redis tells of their end in time, where it does. Each key is
 * gone soon after its minute, whether an application runs then or not: Spring Session's
 * own stay for ever.
 */
final class MinuteExpirations implements RedisSessionExpirationStore {

	private static final Duration KEPT = Duration.ofMinutes(5);

	private final RedisOperations<String, Object> redis;

	private final SessionKeys keys;

	private final Clock clock;

	MinuteExpirations(RedisOperations<String, Object> redis, SessionKeys keys, Clock clock) {
		this.redis = redis;
		this.keys = keys;
		this.clock = clock;
	}

	/**
	 * Notes when a session expires now.
	 * @param end when it expires, {@code null} for never
	 */
	void add(Batch batch, String id, @Nullable Instant end) {
		if (end == null) {
			return;
		}
		Instant minute = SessionKeys.minuteAfter(end);
		Duration ttl = Duration.between(this.clock.instant(), minute.plus(KEPT));
		if (ttl.toMillis() > 0) {
			String key = this.keys.expirations(minute);
			batch.add("SADD", key, batch.member(this.keys.expiresMember(id)))
				.add("PEXPIRE", key, SessionHashes.milliseconds(ttl));
		}
	}

	/**
	 * Forgets when a session was to expire.
	 * @param end when, {@code null} for never
	 */
	void remove(Batch batch, String id, @Nullable Instant end) {
		if (end != null) {
			batch.add("SREM", this.keys.expirations(SessionKeys.minuteAfter(end)),
					batch.member(this.keys.expiresMember(id)));
		}
	}

	/**
	 * Nothing to do: Spring Session calls this when it deletes a session.
	 */
	@Override
	public void save(RedisSession session) {
	}

	/**
	 * Nothing to do: the entry goes with its minute.
	 */
	@Override
	public void remove(String id) {
	}

	/**
	 * Asks for the sessions of the last minute.
	 */
	@Override
	public void cleanupExpiredSessions() {
		String key = this.keys.expirations(this.clock.instant().truncatedTo(ChronoUnit.MINUTES));
		Set<Object> members = this.redis.opsForSet().members(key);
		this.redis.delete(key);
		if (members != null) {
			members.forEach((member) -> this.redis.hasKey(this.keys.session((String) member)));
		}
	}

}
