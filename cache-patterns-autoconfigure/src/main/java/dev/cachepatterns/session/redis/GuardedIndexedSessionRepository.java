package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.IndexResolver;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;

/**
 * Spring Session's {@link RedisIndexedSessionRepository}, with saves whose first step is
 * atomic: a session that was deleted does not come back by a late save, which is dropped,
 * and a save under an id that was changed meanwhile reaches the session. As a session is
 * kept for five minutes after its end, for those who are told of it, a request that has
 * begun before the end can still save it.
 * <p>
 * It needs no keyspace events: all that it keeps goes by itself, and what is dead of the
 * index of users is removed when that is read or gets a session. Where Redis tells of
 * ends, listeners are told.
 * <p>
 * The sessions are those of Spring Session, which can read and write them. To read one
 * costs one command; to save one, two round trips.
 */
public final class GuardedIndexedSessionRepository implements FindByIndexNameSessionRepository<GuardedSession> {

	private final RedisIndexedSessionRepository repository;

	private final RedisCalls calls;

	private final SessionHashes hashes;

	private final PrincipalIndex index;

	private final SessionWriter writer;

	private final GuardedSessions sessions;

	/**
	 * Wraps a repository.
	 * @param calls how Redis is called
	 * @param repository Spring Session's, to which the {@link #customizer} was applied
	 * @param settings its namespace and modes, and how long an old id leads saves to the
	 * new one
	 * @param resolver finds the name of a session's user, as that of the repository does
	 * @param stats counts saves merged and lost
	 * @param clock the time
	 */
	public GuardedIndexedSessionRepository(RedisCalls calls, RedisIndexedSessionRepository repository,
			SessionSettings settings, IndexResolver<Session> resolver, SessionStats stats, Clock clock) {
		SessionKeys keys = new SessionKeys(settings.namespace());
		this.calls = calls;
		this.repository = repository;
		this.hashes = new SessionHashes(repository.getSessionRedisOperations(), keys, settings.forwarding());
		this.index = new PrincipalIndex(repository.getSessionRedisOperations(), keys, resolver);
		MinuteExpirations expirations = new MinuteExpirations(repository.getSessionRedisOperations(), keys, clock);
		this.writer = new SessionWriter(this.hashes,
				new IndexedCompanion(repository, keys, this.index, expirations, clock), stats, clock);
		this.sessions = new GuardedSessions(calls, repository, settings, this.writer, clock);
	}

	/**
	 * What Spring Session's repository has to be given, after its own settings: it makes
	 * and reads sessions and tells of events, and leaves what is to be saved to this
	 * class.
	 * @param settings its namespace, and what becomes of a session with an attribute that
	 * cannot be read; needs an {@link AttributeSerializer}
	 * @param stats counts such attributes
	 * @param clock the time
	 * @return the customizer
	 */
	public static SessionRepositoryCustomizer<RedisIndexedSessionRepository> customizer(SessionSettings settings,
			SessionStats stats, Clock clock) {
		return (repository) -> {
			repository.setRedisSessionMapper(new SafeSessionMapper(settings.onUndecodable(), stats));
			repository.setFlushMode(FlushMode.ON_SAVE);
			repository.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
			repository.setExpirationStore(new MinuteExpirations(repository.getSessionRedisOperations(),
					new SessionKeys(settings.namespace()), clock));
		};
	}

	@Override
	public GuardedSession createSession() {
		return this.sessions.create();
	}

	@Override
	public void save(GuardedSession session) {
		this.sessions.save(session);
	}

	@Override
	public @Nullable GuardedSession findById(String id) {
		GuardedSession found = this.sessions.find(id, this.hashes::sweep, this::deleteById);
		if (found != null) {
			found.indexed(this.index.principal(found));
		}
		return found;
	}

	/**
	 * Ends a session. What it was is kept for some minutes, as Spring Session does for
	 * those who are told of its end.
	 */
	@Override
	public void deleteById(String id) {
		this.calls.run(id, () -> delete(id));
	}

	private void delete(String id) {
		String ended = this.writer.follow(id, (candidate) -> this.hashes.end(candidate, IndexedCompanion.GRACE));
		if (ended != null) {
			this.repository.deleteById(ended);
		}
	}

	@Override
	public Map<String, GuardedSession> findByIndexNameAndIndexValue(String name, String value) {
		if (!PRINCIPAL_NAME_INDEX_NAME.equals(name)) {
			return Map.of();
		}
		Map<String, GuardedSession> found = new HashMap<>();
		List<String> dead = new ArrayList<>();
		for (String id : this.calls.call(value, () -> this.index.members(value))) {
			GuardedSession session = findById(id);
			if (session != null) {
				found.put(id, session);
				continue;
			}
			dead.add(id);
			// Its id may have been changed after the index was read
			String moved = this.calls.call(id, () -> this.hashes.movedTo(id));
			GuardedSession followed = (moved != null) ? findById(moved) : null;
			if (followed != null && value.equals(followed.storedPrincipal())) {
				found.put(followed.getId(), followed);
			}
		}
		this.calls.run(value, () -> this.index.remove(value, dead));
		return found;
	}

}
