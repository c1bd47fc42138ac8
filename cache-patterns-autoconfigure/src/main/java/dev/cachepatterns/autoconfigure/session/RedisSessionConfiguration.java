package dev.cachepatterns.autoconfigure.session;

import dev.cachepatterns.session.AttributeCodec;
import dev.cachepatterns.session.redis.AttributeSerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.config.ConfigureRedisAction;

/**
 * What Spring Boot's configuration of sessions on Redis takes from the application.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(SessionPlace.OnRedis.class)
@ConditionalOnClass(ConfigureRedisAction.class)
class RedisSessionConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "springSessionDefaultRedisSerializer")
	RedisSerializer<Object> springSessionDefaultRedisSerializer(AttributeCodec codec) {
		return new AttributeSerializer(codec);
	}

	/**
	 * Nothing here needs keyspace events, which take a command that services forbid.
	 */
	@Bean
	@ConditionalOnMissingBean
	ConfigureRedisAction cachePatternsConfigureRedisAction() {
		return ConfigureRedisAction.NO_OP;
	}

}
