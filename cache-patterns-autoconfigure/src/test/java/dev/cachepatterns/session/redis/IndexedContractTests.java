package dev.cachepatterns.session.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.session.SessionIndexContract;
import dev.cachepatterns.session.Undecodable;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.context.ApplicationEvent;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.events.SessionExpiredEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Session documents, for {@link GuardedIndexedSessionRepository} on a server
 * that tells of ends.
 */
@Tag("session")
class IndexedContractTests extends SessionIndexContract<Session> {

	private static final List<ApplicationEvent> EVENTS = new CopyOnWriteArrayList<>();

	private static final ExecutorService IN_ORDER = Executors.newSingleThreadExecutor();

	private static RedisServer server;

	private static RedisSessions sessions;

	private static RedisMessageListenerContainer listeners;

	private static volatile CountDownLatch fence = new CountDownLatch(1);

	private final MovingRedis time = new MovingRedis();

	@BeforeAll
	static void start() throws Exception {
		server = RedisServer.started("--notify-keyspace-events", "Egx");
		sessions = new RedisSessions(server.port(), true);
		RedisIndexedSessionRepository delegate = sessions.delegate();
		delegate.setApplicationEventPublisher((event) -> EVENTS.add((ApplicationEvent) event));
		listeners = new RedisMessageListenerContainer();
		listeners.setConnectionFactory(sessions.connections());
		listeners.setTaskExecutor(IN_ORDER);
		listeners.addMessageListener(delegate,
				List.of(new ChannelTopic(delegate.getSessionDeletedChannel()),
						new ChannelTopic(delegate.getSessionExpiredChannel()),
						new PatternTopic(delegate.getSessionCreatedChannelPrefix() + "*")));
		MessageListener passed = (message, pattern) -> fence.countDown();
		listeners.addMessageListener(passed, new ChannelTopic("fence"));
		listeners.afterPropertiesSet();
		listeners.start();
	}

	@AfterAll
	static void stop() throws Exception {
		listeners.destroy();
		IN_ORDER.shutdownNow();
		sessions.close();
		server.close();
	}

	@BeforeEach
	void begin() {
		sessions.clock(this.time);
		EVENTS.clear();
	}

	@Test
	void expiredSessionIsPublished() {
		String user = user();
		Session session = repository().createSession();
		session.setAttribute(USER, user);
		session.setMaxInactiveInterval(Duration.ofSeconds(60));
		repository().save(session);
		pass(Duration.ofMillis(59_900));
		Awaitility.await()
			.untilAsserted(() -> assertThat(EVENTS).filteredOn(SessionExpiredEvent.class::isInstance).hasSize(1));
		SessionExpiredEvent event = (SessionExpiredEvent) EVENTS.get(EVENTS.size() - 1);
		assertThat(event.getSessionId()).isEqualTo(session.getId());
		assertThat(event.<Session>getSession().<String>getAttribute(USER)).isEqualTo(user);
		assertThat(sessions.keys()).doesNotContain(RedisSessions.index(user));
	}

	@Override
	protected FindByIndexNameSessionRepository<Session> repository(SaveMode save, FlushMode flush) {
		return (FindByIndexNameSessionRepository<Session>) sessions.ours(save, flush, Undecodable.DROP_ATTRIBUTE);
	}

	/**
	 * Those of everything until now: Redis tells in order.
	 */
	@Override
	protected List<ApplicationEvent> events() {
		fence = new CountDownLatch(1);
		sessions.raw().convertAndSend("fence", "x");
		try {
			assertThat(fence.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return EVENTS;
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

}
