package dev.cachepatterns.session.redis;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.FrugalIndexedSessionRepository;
import dev.cachepatterns.session.FrugalSessionRepository;
import dev.cachepatterns.session.Undecodable;
import dev.cachepatterns.session.SessionSettings;
import dev.cachepatterns.session.SessionStats;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.FlushMode;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Repositories on one server, ours and Spring Session's, of one kind.
 */
final class RedisSessions implements AutoCloseable {

	static final Duration TOUCH_INTERVAL = Duration.ofSeconds(30);

	private static final String NAMESPACE = "spring:session";

	private final SessionStats stats = new SessionStats();

	private final LettuceConnectionFactory connections;

	private final StringRedisTemplate raw;

	private final boolean indexed;

	private boolean json;

	private Clock clock = Clock.systemUTC();

	RedisSessions(int port, boolean indexed) {
		this(new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port)), indexed);
	}

	RedisSessions(LettuceConnectionFactory connections, boolean indexed) {
		this.indexed = indexed;
		this.connections = connections;
		connections.afterPropertiesSet();
		connections.start();
		this.raw = new StringRedisTemplate(connections);
	}

	/**
	 * The time of repositories of ours that are asked for from now on.
	 */
	void clock(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Repositories of ours that are asked for from now on write JSON, or serialized
	 * objects.
	 */
	void json(boolean json) {
		this.json = json;
	}

	SessionRepository<Session> ours() {
		return ours(SaveMode.ON_SET_ATTRIBUTE, FlushMode.ON_SAVE, Undecodable.DROP_ATTRIBUTE);
	}

	SessionRepository<Session> ours(Undecodable onUndecodable) {
		return ours(SaveMode.ON_SET_ATTRIBUTE, FlushMode.ON_SAVE, onUndecodable);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	SessionRepository<Session> ours(SaveMode save, FlushMode flush, Undecodable onUndecodable) {
		SessionSettings settings = settings(save, flush, onUndecodable);
		if (this.indexed) {
			return (SessionRepository) new FrugalIndexedSessionRepository<>(
					new GuardedIndexedSessionRepository(Calls.always(), delegate(settings), settings,
							new PrincipalNameIndexResolver<>(), this.stats, this.clock),
					settings, this.stats);
		}
		RedisSessionRepository delegate = new RedisSessionRepository(template());
		GuardedSessionRepository.customizer(settings, this.stats).customize(delegate);
		return (SessionRepository) new FrugalSessionRepository<>(
				new GuardedSessionRepository(Calls.always(), delegate, settings, this.stats, this.clock), settings,
				this.stats);
	}

	/**
	 * What is behind an indexed one of ours.
	 */
	RedisIndexedSessionRepository delegate() {
		return delegate(settings(SaveMode.ON_SET_ATTRIBUTE, FlushMode.ON_SAVE, Undecodable.DROP_ATTRIBUTE));
	}

	private RedisIndexedSessionRepository delegate(SessionSettings settings) {
		RedisIndexedSessionRepository delegate = new RedisIndexedSessionRepository(template());
		delegate.setDefaultSerializer(new AttributeSerializer(codec()));
		GuardedIndexedSessionRepository.customizer(settings, this.stats, this.clock).customize(delegate);
		return delegate;
	}

	private static SessionSettings settings(SaveMode save, FlushMode flush, Undecodable onUndecodable) {
		return new SessionSettings(NAMESPACE, Duration.ofMinutes(30), TOUCH_INTERVAL, Duration.ofSeconds(30), save,
				flush, onUndecodable);
	}

	private AttributeCodec codec() {
		List<String> allowed = List.of("dev.cachepatterns.session.**");
		return this.json ? AttributeCodec.json(allowed) : AttributeCodec.java(allowed);
	}

	/**
	 * Spring Session's own, as Boot makes it.
	 */
	@SuppressWarnings("unchecked")
	SessionRepository<Session> plain() {
		SessionRepository<?> repository = this.indexed ? new RedisIndexedSessionRepository(template(null))
				: new RedisSessionRepository(template(null));
		return (SessionRepository<Session>) repository;
	}

	RedisTemplate<String, Object> template() {
		return template(new AttributeSerializer(codec()));
	}

	private RedisTemplate<String, Object> template(@Nullable RedisSerializer<Object> serializer) {
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		if (serializer != null) {
			template.setDefaultSerializer(serializer);
		}
		template.setConnectionFactory(this.connections);
		template.afterPropertiesSet();
		return template;
	}

	boolean isIndexed() {
		return this.indexed;
	}

	SessionStats.Counts counts() {
		return this.stats.counts();
	}

	StringRedisTemplate raw() {
		return this.raw;
	}

	LettuceConnectionFactory connections() {
		return this.connections;
	}

	Set<String> keys() {
		return new TreeSet<>(this.raw.keys("*"));
	}

	byte @Nullable [] field(String id, String field) {
		return (byte[]) bytes().get(key(id), field);
	}

	void field(String id, String field, byte[] value) {
		bytes().put(key(id), field, value);
	}

	private HashOperations<String, Object, Object> bytes() {
		RedisTemplate<String, Object> template = template(null);
		template.setHashValueSerializer(RedisSerializer.byteArray());
		return template.opsForHash();
	}

	static String key(String id) {
		return NAMESPACE + ":sessions:" + id;
	}

	static String index(String principal) {
		return new SessionKeys(NAMESPACE).index(principal);
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
