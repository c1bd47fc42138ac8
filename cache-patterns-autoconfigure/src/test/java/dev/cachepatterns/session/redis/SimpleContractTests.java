package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import dev.cachepatterns.session.SessionTimeContract;
import dev.cachepatterns.session.Undecodable;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * What Spring Session documents, for {@link GuardedSessionRepository}.
 */
@Tag("session")
class SimpleContractTests extends SessionTimeContract<Session> {

	private static RedisServer server;

	private static RedisSessions sessions;

	private final MovingRedis time = new MovingRedis();

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		sessions = new RedisSessions(server.port(), false);
	}

	@BeforeEach
	void begin() {
		sessions.clock(this.time);
	}

	@AfterAll
	static void stop() {
		sessions.close();
		server.close();
	}

	@Override
	protected FindByIndexNameSessionRepository<Session> repository(SaveMode save, FlushMode flush) {
		return new WithoutIndex(sessions.ours(save, flush, Undecodable.DROP_ATTRIBUTE));
	}

	@Override
	protected void pass(Duration duration) {
		this.time.pass(sessions, duration);
	}

	@Override
	protected Instant now() {
		return this.time.instant();
	}

	@Override
	protected Duration touchInterval() {
		return RedisSessions.TOUCH_INTERVAL;
	}

	/**
	 * As the contract is also of repositories with an index.
	 *
	 * @param repository has none
	 */
	private record WithoutIndex(
			SessionRepository<Session> repository) implements FindByIndexNameSessionRepository<Session> {

		@Override
		public Session createSession() {
			return this.repository.createSession();
		}

		@Override
		public void save(Session session) {
			this.repository.save(session);
		}

		@Override
		public Session findById(String id) {
			return this.repository.findById(id);
		}

		@Override
		public void deleteById(String id) {
			this.repository.deleteById(id);
		}

		@Override
		public Map<String, Session> findByIndexNameAndIndexValue(String name, String value) {
			throw new IllegalStateException("The simple repository has no index, and its contract asks for none");
		}

	}

}
