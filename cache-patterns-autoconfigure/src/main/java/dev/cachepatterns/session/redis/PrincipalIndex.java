package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.RedisOperations;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.Session;

/**
 * Which sessions a user has, under Spring Session's keys. Nobody tells of sessions that
 * have expired, so each login asks for a few: the dead are never many more than one in
 * {@value #SAMPLE}. An index lives no longer than the sessions in it.
 */
final class PrincipalIndex {

	private static final int SAMPLE = 5;

	private final RedisOperations<String, Object> redis;

	private final SessionKeys keys;

	private final IndexResolver<Session> resolver;

	PrincipalIndex(RedisOperations<String, Object> redis, SessionKeys keys, IndexResolver<Session> resolver) {
		this.redis = redis;
		this.keys = keys;
		this.resolver = resolver;
	}

	@Nullable String principal(Session session) {
		return this.resolver.resolveIndexesFor(session).get(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);
	}

	Set<String> members(String principal) {
		Set<Object> members = this.redis.opsForSet().members(this.keys.index(principal));
		return (members != null) ? members.stream().map(String.class::cast).collect(Collectors.toSet()) : Set.of();
	}

	/**
	 * Adds a session, if it is of a user.
	 * @param ttl how long it is kept, {@code null} for ever
	 */
	void add(Batch batch, @Nullable String principal, String id, @Nullable Duration ttl) {
		if (principal == null) {
			return;
		}
		String key = this.keys.index(principal);
		batch.add("SADD", key, batch.member(id));
		if (ttl == null) {
			batch.add("PERSIST", key);
		}
		else {
			batch.add("ATLEAST", key, SessionHashes.milliseconds(ttl));
		}
	}

	void remove(Batch batch, @Nullable String principal, String id) {
		if (principal != null) {
			batch.add("SREM", this.keys.index(principal), batch.member(id));
		}
	}

	void remove(String principal, Collection<String> ids) {
		if (!ids.isEmpty()) {
			this.redis.opsForSet().remove(this.keys.index(principal), ids.toArray());
		}
	}

	/**
	 * Asks for a few sessions of a user, and forgets those that are gone.
	 */
	void prune(String principal) {
		Set<Object> sample = this.redis.opsForSet().distinctRandomMembers(this.keys.index(principal), SAMPLE);
		if (sample == null || sample.size() < 2) {
			return;
		}
		remove(principal,
				sample.stream()
					.map(String.class::cast)
					.filter((id) -> !Boolean.TRUE.equals(this.redis.hasKey(this.keys.session(id))))
					.toList());
	}

}
