package dev.cachepatterns.session;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import dev.cachepatterns.memcached.MemcachedClients;
import dev.cachepatterns.resilience.CallBreakers;
import dev.cachepatterns.resilience.Probes;
import dev.cachepatterns.session.redis.AttributeSerializer;
import dev.cachepatterns.session.redis.GuardedIndexedSessionRepository;
import dev.cachepatterns.session.redis.GuardedSessionRepository;
import dev.cachepatterns.session.redis.RedisCalls;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Repositories that processes try, by name.
 */
enum UpdatedSessions {

	MEMCACHED {
		@Override
		SessionRepository<?> repository(int port, SessionStats stats) {
			return new CasSessionRepository(MemcachedClients.store(port), CODEC, SessionSettings.DEFAULT,
					Collaborators.of((event) -> {
					}, stats, Clock.systemUTC()));
		}
	},

	MEMCACHED_LAST_WRITE_WINS {
		@Override
		SessionRepository<?> repository(int port, SessionStats stats) {
			return new LastWriteWins(MemcachedClients.store(port));
		}
	},

	REDIS {
		@Override
		SessionRepository<?> repository(int port, SessionStats stats) {
			RedisSessionRepository delegate = new RedisSessionRepository(
					template(port, new AttributeSerializer(CODEC)));
			GuardedSessionRepository.customizer(REDIS_SETTINGS, stats).customize(delegate);
			return new FrugalSessionRepository<>(
					new GuardedSessionRepository(calls(), delegate, REDIS_SETTINGS, stats, Clock.systemUTC()),
					REDIS_SETTINGS, stats);
		}
	},

	REDIS_INDEXED {
		@Override
		SessionRepository<?> repository(int port, SessionStats stats) {
			RedisIndexedSessionRepository delegate = new RedisIndexedSessionRepository(
					template(port, new AttributeSerializer(CODEC)));
			delegate.setDefaultSerializer(new AttributeSerializer(CODEC));
			GuardedIndexedSessionRepository.customizer(REDIS_SETTINGS, stats, Clock.systemUTC()).customize(delegate);
			return new FrugalIndexedSessionRepository<>(new GuardedIndexedSessionRepository(calls(), delegate,
					REDIS_SETTINGS, new PrincipalNameIndexResolver<>(), stats, Clock.systemUTC()), REDIS_SETTINGS,
					stats);
		}
	},

	REDIS_LAST_WRITE_WINS {
		@Override
		SessionRepository<?> repository(int port, SessionStats stats) {
			return new LastWriteWins(new Written(template(port, null)));
		}
	};

	private static final AttributeCodec CODEC = AttributeCodec.java(List.of());

	private static final SessionSettings REDIS_SETTINGS = new SessionSettings("spring:session",
			SessionSettings.DEFAULT.timeout(), SessionSettings.DEFAULT.touchInterval(),
			SessionSettings.DEFAULT.forwarding(), SessionSettings.DEFAULT.saveMode(),
			SessionSettings.DEFAULT.flushMode(), SessionSettings.DEFAULT.onUndecodable());

	/**
	 * A repository with a client of its own.
	 * @param port of the server
	 * @param stats counts
	 */
	abstract SessionRepository<?> repository(int port, SessionStats stats);

	@SuppressWarnings("unchecked")
	SessionRepository<Session> sessions(int port, SessionStats stats) {
		return (SessionRepository<Session>) repository(port, stats);
	}

	private static RedisCalls calls() {
		return new RedisCalls(
				new CallBreakers("", CircuitBreaker::ofDefaults, new Probes(() -> 1, (keys) -> true), (key) -> {
				}));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static RedisTemplate<String, Object> template(int port, @Nullable RedisSerializer<Object> serializer) {
		LettuceConnectionFactory connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", port));
		connections.afterPropertiesSet();
		connections.start();
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template
			.setDefaultSerializer((serializer != null) ? serializer : (RedisSerializer) RedisSerializer.byteArray());
		template.setConnectionFactory(connections);
		template.afterPropertiesSet();
		return template;
	}

	/**
	 * Whole sessions, as values.
	 *
	 * @param redis where they are
	 */
	private record Written(RedisTemplate<String, Object> redis) implements LastWriteWins.Place {

		@Override
		public byte @Nullable [] get(String id) {
			return (byte[]) this.redis.opsForValue().get(id);
		}

		@Override
		public void set(String id, byte[] bytes) {
			this.redis.opsForValue().set(id, bytes, Duration.ofMinutes(30));
		}

		@Override
		public void delete(String id) {
			this.redis.delete(id);
		}

	}

}
