package dev.cachepatterns.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A pool of two connections that others have taken. Has commons-pool2 on its class path,
 * with which every Redis connection comes from a pool.
 */
@Tag("pool")
@Tag("proof")
class RedisPoolTests {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	// What a machine that does other things may add
	private static final Duration ONE_TIMEOUT = TIMEOUT.plusMillis(150);

	// And not the life of the application
	private static final Duration BOUNDED = Duration.ofSeconds(2);

	private final List<RedisConnection> taken = new ArrayList<>();

	@Test
	void fullPoolIsNoMatterForTheConnectionThatAllShare() {
		try (RedisServer server = RedisServer.started(); Shop shop = new Shop(settings(server)).filled()) {
			take(shop, 1);
			Symptoms.of("Redis, full pool, shared connection", shop).refusedWithin(ONE_TIMEOUT);
			server.hang();
			Symptoms.of("Redis, full pool, shared connection, SIGSTOP", shop, Shop.NEW).unavailableWithin(ONE_TIMEOUT);
			server.resume();
			shop.assertServesAgain("Redis, full pool, shared connection, SIGSTOP");
			giveBack();
		}
	}

	@Test
	void fullPoolIsAnOutageWhereEachCommandHasAConnectionOfItsOwn() {
		try (RedisServer server = RedisServer.started();
				Shop shop = new Shop(List.of(Unshared.class), settings(server)).filled()) {
			take(shop, 2);
			Symptoms.of("Redis, full pool, no shared connection", shop).unavailable().within(BOUNDED, BOUNDED);
			giveBack();
			shop.assertServesAgain("Redis, full pool, no shared connection");
		}
	}

	/**
	 * Begins transactions, each of which keeps a connection until it is given back.
	 */
	private void take(Shop shop, int connections) {
		RedisConnectionFactory factory = shop.bean(RedisConnectionFactory.class);
		for (int i = 0; i < connections; i++) {
			RedisConnection connection = factory.getConnection();
			connection.multi();
			this.taken.add(connection);
		}
	}

	private void giveBack() {
		this.taken.forEach(RedisConnection::close);
	}

	private static String[] settings(RedisServer server) {
		return new String[] { "spring.data.redis.port=" + server.port(),
				"spring.data.redis.lettuce.pool.max-active=2" };
	}

	/**
	 * Each command takes a connection of the pool.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Unshared {

		@Bean
		static BeanPostProcessor unshared() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String name) {
					if (bean instanceof LettuceConnectionFactory connections) {
						connections.setShareNativeConnection(false);
					}
					return bean;
				}

			};
		}

	}

}
