package dev.cachepatterns.sample.server;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import redis.embedded.RedisServer;
import redis.embedded.ports.EphemeralPortProvider;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Starts a real Redis on a free port of this machine, which keeps nothing on disk and
 * stops with the application. Off in the profiles {@code redis}, for a server of your
 * own, and {@code memory}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!redis")
@ConditionalOnProperty(name = "cache-patterns.backend", havingValue = "redis", matchIfMissing = true)
class EmbeddedRedisConfiguration {

	private static final String HOST = "127.0.0.1";

	private static final Log logger = LogFactory.getLog(EmbeddedRedisConfiguration.class);

	@Bean(initMethod = "start", destroyMethod = "stop")
	RedisServer redisServer() {
		return RedisServer.builder()
			.bind(HOST)
			.port(new EphemeralPortProvider().next())
			.setting("save \"\"")
			.setting("maxmemory 256mb")
			.setting("maxmemory-policy allkeys-lru")
			.build();
	}

	@Bean
	DataRedisConnectionDetails redisConnectionDetails(RedisServer server) {
		int port = server.ports().get(0);
		logger.info("Redis is running on port " + port + ". See its keys with: redis-cli -p " + port + " --scan");
		return new EmbeddedRedisConnectionDetails(DataRedisConnectionDetails.Standalone.of(HOST, port));
	}

	/**
	 * Where the embedded server listens.
	 *
	 * @param standalone the address
	 */
	private record EmbeddedRedisConnectionDetails(Standalone standalone) implements DataRedisConnectionDetails {

		@Override
		public Standalone getStandalone() {
			return this.standalone;
		}

	}

}
