package dev.cachepatterns.benchmarks.subject;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.metrics.CachePatternsMetricsAutoConfiguration;
import dev.cachepatterns.benchmarks.server.NoServer;
import dev.cachepatterns.benchmarks.server.Server;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The applications, each a context of its own.
 */
final class Applications {

	private Applications() {
	}

	static Subject ours(Server redis) {
		return subject("cache-patterns", redis, Operation.ALL, start(onRedis(redis, "ours")));
	}

	static Subject oursEventual(Server redis) {
		Map<String, Object> settings = onRedis(redis, "ours-eventual");
		settings.put("cache-patterns.caches." + Products.CACHE + ".consistency", "eventual");
		return subject("cache-patterns, eventual", redis, Operation.MIXED, start(settings));
	}

	/**
	 * Its products have a tag each.
	 */
	static Subject oursTagged(Server redis) {
		Map<String, Object> settings = onRedis(redis, "ours-tagged");
		settings.put("products.tagged", true);
		return subject("cache-patterns, one tag", redis, EnumSet.of(Operation.HIT, Operation.MISS), start(settings));
	}

	static Subject oursOnMemcached(Server memcached) {
		return subject("cache-patterns", memcached, Operation.PURE,
				start(Map.of("cache-patterns.backend", "memcached", "cache-patterns.key-prefix", "ours",
						"cache-patterns.memcached.servers", "127.0.0.1:" + memcached.port(),
						"cache-patterns.resilience.timeout", "5s")));
	}

	static Subject oursInMemory() {
		return subject("cache-patterns", new NoServer(), Operation.PURE,
				start(Map.of("cache-patterns.backend", "memory")));
	}

	static Subject springJdk(Server redis) {
		return subject("Spring's Redis cache, JDK", redis, Operation.PURE,
				springRedis(redis, "spring-jdk", false, true));
	}

	static Subject springJson(Server redis) {
		return subject("Spring's Redis cache, JSON", redis, Operation.ALL,
				springRedis(redis, "spring-json", true, true));
	}

	/**
	 * Beside subjects on another server.
	 */
	static Subject springJsonForComparison(Server redis) {
		return subject("Spring's Redis cache, JSON (on Redis)", redis, EnumSet.of(Operation.HIT),
				springRedis(redis, "spring-json", true, true));
	}

	/**
	 * The default of Spring Data Redis: a write returns before the server has it.
	 */
	static Subject springJsonAsynchronous(Server redis) {
		ConfigurableApplicationContext context = springRedis(redis, "spring-json-async", true, false);
		Cache cache = Objects.requireNonNull(context.getBean(CacheManager.class).getCache(Products.CACHE));
		return new Annotated("Spring's Redis cache, JSON, asynchronous writes", redis,
				EnumSet.of(Operation.MISS, Operation.PUT), context, context.getBean(Products.class),
				context.getBean(Catalogue.class), () -> Objects.requireNonNull(cache.retrieve(0L)).join());
	}

	static Subject springCaffeine() {
		String spec = "maximumSize=%d,expireAfterWrite=%ds".formatted(RawCaffeine.MAXIMUM_SIZE,
				RawCaffeine.TTL.toSeconds());
		return subject("Spring's Caffeine cache, shared objects", new NoServer(), Operation.PURE,
				plain(Map.of("spring.cache.type", "caffeine", "spring.cache.caffeine.spec", spec)));
	}

	private static Map<String, Object> onRedis(Server redis, String prefix) {
		return new HashMap<>(Map.of("cache-patterns.backend", "redis", "cache-patterns.key-prefix", prefix,
				"spring.data.redis.port", redis.port()));
	}

	private static ConfigurableApplicationContext springRedis(Server redis, String prefix, boolean json,
			boolean immediate) {
		return plain(Map.of("spring.cache.type", "redis", "spring.data.redis.port", redis.port(),
				SpringRedisConfiguration.JSON, json, SpringRedisConfiguration.IMMEDIATE_WRITES, immediate,
				SpringRedisConfiguration.KEY_PREFIX, prefix), SpringRedisConfiguration.class);
	}

	private static ConfigurableApplicationContext plain(Map<String, Object> settings, Class<?>... sources) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("spring.autoconfigure.exclude", CachePatternsAutoConfiguration.class.getName() + ","
				+ CachePatternsMetricsAutoConfiguration.class.getName());
		return start(all, builder(PlainSpringConfiguration.class).sources(sources));
	}

	private static ConfigurableApplicationContext start(Map<String, Object> settings) {
		return start(settings, builder());
	}

	private static SpringApplicationBuilder builder(Class<?>... sources) {
		return new SpringApplicationBuilder(ProductsApplication.class).sources(sources)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false);
	}

	private static ConfigurableApplicationContext start(Map<String, Object> settings,
			SpringApplicationBuilder builder) {
		return builder.properties(settings).run();
	}

	private static Subject subject(String name, Server server, Set<Operation> operations,
			ConfigurableApplicationContext context) {
		return new Annotated(name, server, operations, context, context.getBean(Products.class),
				context.getBean(Catalogue.class), () -> {
				});
	}

}
