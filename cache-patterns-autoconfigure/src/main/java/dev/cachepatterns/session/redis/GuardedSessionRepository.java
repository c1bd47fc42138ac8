package dev.cachepatterns.session.redis;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Spring Session's {@link RedisSessionRepository}, with saves that are one atomic step: a
 * session that was deleted or has expired does not come back by a late save, which is
 * dropped, and a save under an id that was changed meanwhile reaches the session.
 * <p>
 * The sessions are those of Spring Session, which can read and write them. To read and to
 * delete one costs one command, as does to save one; a changed id costs three.
 */
public final class GuardedSessionRepository implements SessionRepository<GuardedSession> {

	private final RedisCalls calls;

	private final SessionHashes hashes;

	private final SessionWriter writer;

	private final GuardedSessions sessions;

	/**
	 * Wraps a repository.
	 * @param calls how Redis is called
	 * @param repository Spring Session's, to which the {@link #customizer} was applied
	 * @param settings its namespace and modes, and how long an old id leads saves to the
	 * new one
	 * @param stats counts saves merged and lost
	 * @param clock the time
	 */
	public GuardedSessionRepository(RedisCalls calls, RedisSessionRepository repository, SessionSettings settings,
			SessionStats stats, Clock clock) {
		this.calls = calls;
		this.hashes = new SessionHashes(repository.getSessionRedisOperations(), new SessionKeys(settings.namespace()),
				settings.forwarding());
		this.writer = new SessionWriter(this.hashes, Companion.NONE, stats, clock);
		this.sessions = new GuardedSessions(calls, repository, settings, this.writer, clock);
	}

	/**
	 * What Spring Session's repository has to be given, after its own settings: it makes
	 * and reads sessions, and leaves what is to be saved to this class.
	 * @param settings what becomes of a session with an attribute that cannot be read;
	 * needs an {@link AttributeSerializer}
	 * @param stats counts such attributes
	 * @return the customizer
	 */
	public static SessionRepositoryCustomizer<RedisSessionRepository> customizer(SessionSettings settings,
			SessionStats stats) {
		return (repository) -> {
			repository.setRedisSessionMapper(new SafeSessionMapper(settings.onUndecodable(), stats));
			repository.setFlushMode(FlushMode.ON_SAVE);
			repository.setSaveMode(SaveMode.ON_SET_ATTRIBUTE);
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
		return this.sessions.find(id, (missing) -> {
		}, this::deleteById);
	}

	@Override
	public void deleteById(String id) {
		this.calls.run(id, () -> this.writer.follow(id, this.hashes::delete));
	}

}
