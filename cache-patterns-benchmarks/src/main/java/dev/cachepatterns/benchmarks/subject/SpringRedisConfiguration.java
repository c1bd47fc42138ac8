package dev.cachepatterns.benchmarks.subject;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.cache.autoconfigure.RedisCacheManagerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * Spring's Redis cache, with the serializer and the kind of writes that the benchmark's
 * properties name.
 */
@Configuration(proxyBeanMethods = false)
class SpringRedisConfiguration {

	static final String JSON = "benchmarks.json";

	static final String IMMEDIATE_WRITES = "benchmarks.immediate-writes";

	static final String KEY_PREFIX = "benchmarks.key-prefix";

	@Bean
	RedisCacheConfiguration redisCacheConfiguration(@Value("${" + JSON + "}") boolean json,
			@Value("${" + KEY_PREFIX + "}") String prefix) {
		RedisSerializer<?> serializer = json ? new JacksonJsonRedisSerializer<>(Product.class) : RedisSerializer.java();
		return RedisCacheConfiguration.defaultCacheConfig()
			.prefixCacheNameWith(prefix + ":")
			.entryTtl(Duration.ofHours(1))
			.serializeValuesWith(SerializationPair.fromSerializer(serializer));
	}

	@Bean
	RedisCacheManagerBuilderCustomizer writes(RedisConnectionFactory connections,
			@Value("${" + IMMEDIATE_WRITES + "}") boolean immediate) {
		return (builder) -> builder
			.cacheWriter(RedisCacheWriter.create(connections, (writer) -> writer.immediateWrites(immediate)));
	}

}
