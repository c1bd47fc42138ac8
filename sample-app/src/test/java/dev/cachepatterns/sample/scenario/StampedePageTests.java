package dev.cachepatterns.sample.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.metrics.CachePatternsMetricsAutoConfiguration;
import dev.cachepatterns.sample.place.Place;
import dev.cachepatterns.sample.scenario.Atlas.Surroundings;
import dev.cachepatterns.testing.MemcachedServer;
import dev.cachepatterns.testing.MutableClock;
import dev.cachepatterns.testing.RedisServer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializationContext.SerializationPair;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the steps of {@code docs/stampede.md} that have figures: two hundred requests at
 * once for the same place, on two instances with one server.
 */
@Tag("proof")
class StampedePageTests {

	private static final int REQUESTS = 200;

	private static final long PLACE = 1;

	private static final long OTHER = 2;

	private static final Duration TTL = Duration.ofMinutes(2);

	private static RedisServer redis;

	private static MemcachedServer memcached;

	@BeforeAll
	static void start() {
		Atlas.load();
		redis = RedisServer.started();
		memcached = MemcachedServer.started();
	}

	@AfterAll
	static void stop() {
		redis.close();
		memcached.close();
	}

	@Test
	void pageSaysWhatBecomesOfTwoHundredRequestsAtOnce() {
		Map<String, List<Long>> measured = new LinkedHashMap<>();
		run(noCache(), (readers, clock) -> measured.put("no cache", send(readers, PLACE)));
		run(springRedis(), (readers, clock) -> measured.put("Spring Boot's Redis cache", send(readers, PLACE)),
				SpringRedisCache.class);
		run(onRedis(), (readers, clock) -> {
			measured.put("this library, on Redis", send(readers, PLACE));
			measured.put("the same with `stale-while-revalidate`, on Redis", expired(readers, clock));
		});
		run(onMemcached(), (readers, clock) -> {
			measured.put("this library, on Memcached", send(readers, PLACE));
			measured.put("the same with `stale-while-revalidate`, on Memcached", expired(readers, clock));
		});
		Page.of("stampede.md").assertSays(measured);
	}

	private static void run(Map<String, Object> settings, BiConsumer<Readers, MutableClock> scenario,
			Class<?>... sources) {
		Database database = new Database();
		MutableClock clock = new MutableClock();
		Surroundings surroundings = new Surroundings(database, null, clock);
		settings.put("cache-patterns.caches.places.ttl", "2m");
		settings.put("cache-patterns.caches.places.stale-while-revalidate", "30s");
		settings.put("cache-patterns.consistency.wait-budget", "1m");
		settings.put("cache-patterns.resilience.timeout", "5s");
		settings.put("cache-patterns.key-prefix", UUID.randomUUID());
		try (Atlas one = Atlas.start(surroundings, settings, sources);
				Atlas two = Atlas.start(surroundings, settings, sources);
				Readers readers = Readers.of(List.of(one, two), database)) {
			scenario.accept(readers, clock);
		}
	}

	/**
	 * Requests for a place that was stored longer ago than its TTL.
	 */
	private static List<Long> expired(Readers readers, MutableClock clock) {
		readers.instances().get(0).places().apply(OTHER);
		clock.advance(TTL);
		return send(readers, OTHER);
	}

	private static List<Long> send(Readers readers, long place) {
		List<Runnable> requests = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			Atlas atlas = readers.instances().get(i % readers.instances().size());
			requests.add(() -> atlas.places().apply(place).orElseThrow());
		}
		int queries = readers.database().queries();
		Readers.Outcome outcome = readers.send(requests, () -> {
		});
		assertThat(outcome.failed()).isZero();
		return List.of((long) readers.database().queries() - queries, (long) outcome.waited());
	}

	private static Map<String, Object> noCache() {
		return new HashMap<>(Map.of("spring.cache.type", "none", "cache-patterns.backend", "memory"));
	}

	private static Map<String, Object> springRedis() {
		Map<String, Object> settings = onRedis();
		settings.putAll(Map.of("spring.cache.type", "redis", "spring.autoconfigure.exclude",
				CachePatternsAutoConfiguration.class.getName() + ","
						+ CachePatternsMetricsAutoConfiguration.class.getName()));
		return settings;
	}

	private static Map<String, Object> onRedis() {
		return new HashMap<>(Map.of("spring.profiles.active", "redis", "spring.data.redis.port", redis.port()));
	}

	private static Map<String, Object> onMemcached() {
		return new HashMap<>(Map.of("spring.profiles.active", "memcached", "cache-patterns.memcached.servers",
				"localhost:" + memcached.port()));
	}

	/**
	 * What an application without this library has.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching(proxyTargetClass = true)
	static class SpringRedisCache {

		@Bean
		RedisCacheConfiguration redisCacheConfiguration() {
			return RedisCacheConfiguration.defaultCacheConfig()
				.prefixCacheNameWith(UUID.randomUUID().toString())
				.serializeValuesWith(SerializationPair.fromSerializer(new JacksonJsonRedisSerializer<>(Place.class)));
		}

	}

}
