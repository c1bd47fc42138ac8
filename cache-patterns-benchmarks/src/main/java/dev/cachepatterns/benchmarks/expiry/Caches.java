package dev.cachepatterns.benchmarks.expiry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import com.alicp.jetcache.CacheManager;
import com.alicp.jetcache.autoconfigure.AutoConfigureBeans;
import com.alicp.jetcache.autoconfigure.JetCacheAutoConfiguration;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettuce.core.AbstractRedisClient;

import dev.cachepatterns.autoconfigure.CachePatternsAutoConfiguration;
import dev.cachepatterns.autoconfigure.metrics.CachePatternsMetricsAutoConfiguration;
import dev.cachepatterns.benchmarks.server.MemcachedServer;
import dev.cachepatterns.benchmarks.server.RedisServer;
import dev.cachepatterns.benchmarks.server.Server;
import dev.cachepatterns.benchmarks.subject.Product;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The caches that are compared, with their servers.
 *
 * @param all the caches
 * @param servers their servers
 */
record Caches(List<Expiring> all, List<Server> servers) implements AutoCloseable {

	static final String OURS = "cache-patterns";

	// Together they take longer than a TTL
	private static final int WARM_UP_KEYS = 1000;

	private static final int WARM_UP_CYCLES = 6;

	private static final List<Class<?>> OUR_CONFIGURATIONS = List.of(CachePatternsAutoConfiguration.class,
			CachePatternsMetricsAutoConfiguration.class);

	/**
	 * Starts them.
	 */
	static Caches start() {
		Server redis = new RedisServer();
		Server memcached = new MemcachedServer();
		return new Caches(List.of(oursOnRedis(redis), oursOnMemcached(memcached), springRedis(redis), jetCache(redis),
				caffeine()), List.of(redis, memcached));
	}

	/**
	 * Has what happens when a value is loaded anew compiled: in turns of a few seconds it
	 * does not happen often enough. Loads take no time until JetCache has forgotten these
	 * keys.
	 */
	void warmUp(Arrivals arrivals) {
		this.all.forEach((cache) -> cache.catalogue().quick(true));
		for (int cycle = 0; cycle < WARM_UP_CYCLES; cycle++) {
			for (Expiring cache : this.all) {
				LongStream.range(Arrivals.KEYS, Arrivals.KEYS + WARM_UP_KEYS).forEach((id) -> {
					cache.expiring().apply(id);
					cache.plain().apply(id);
				});
			}
		}
		this.all.forEach((cache) -> arrivals.run(cache.plain(), Duration.ofSeconds(3)));
		this.all.forEach((cache) -> cache.catalogue().quick(false));
	}

	private static Expiring oursOnRedis(Server redis) {
		return ours(OURS + " on Redis, `stale-while-revalidate`",
				Map.of("cache-patterns.backend", "redis", "spring.data.redis.port", redis.port()));
	}

	private static Expiring oursOnMemcached(Server memcached) {
		return ours(OURS + " on Memcached, `stale-while-revalidate`", Map.of("cache-patterns.backend", "memcached",
				"cache-patterns.memcached.servers", "127.0.0.1:" + memcached.port()));
	}

	private static Expiring ours(String name, Map<String, Object> backend) {
		Map<String, Object> settings = new HashMap<>(backend);
		settings.put("cache-patterns.resilience.timeout", "5s");
		settings.put("cache-patterns.defaults.ttl", Expiring.LONG_TTL);
		settings.put("cache-patterns.caches." + Expiring.EXPIRING + ".ttl", Expiring.TTL);
		settings.put("cache-patterns.caches." + Expiring.EXPIRING + ".stale-while-revalidate", "10m");
		ConfigurableApplicationContext context = start(settings, List.of(JetCacheAutoConfiguration.class),
				Services.Ours.class);
		AnnotatedProducts products = context.getBean(AnnotatedProducts.class);
		return new Expiring(name, products::expiring, products::plain, context.getBean(SlowCatalogue.class),
				context::close);
	}

	private static Expiring springRedis(Server redis) {
		List<Class<?>> without = new ArrayList<>(OUR_CONFIGURATIONS);
		without.add(JetCacheAutoConfiguration.class);
		ConfigurableApplicationContext context = start(
				Map.of("spring.cache.type", "redis", "spring.data.redis.port", redis.port()), without,
				Services.SpringRedis.class);
		SyncProducts products = context.getBean(SyncProducts.class);
		return new Expiring("Spring's Redis cache, `sync = true`", products::expiring, products::plain,
				context.getBean(SlowCatalogue.class), context::close);
	}

	private static Expiring jetCache(Server redis) {
		String remote = "jetcache.remote.default.";
		Map<String, Object> settings = Map.of("spring.cache.type", "none", "jetcache.statIntervalMinutes", 0,
				remote + "type", "redis.lettuce", remote + "keyPrefix", "jetcache:", remote + "keyConvertor",
				"fastjson2", remote + "valueEncoder", "java", remote + "valueDecoder", "java", remote + "uri",
				"redis://127.0.0.1:" + redis.port() + "/");
		ConfigurableApplicationContext context = start(settings, OUR_CONFIGURATIONS, Services.JetCache.class);
		JetCacheProducts products = context.getBean(JetCacheProducts.class);
		return new Expiring("JetCache on Redis, `@CacheRefresh`", products::expiring, products::plain,
				context.getBean(SlowCatalogue.class), () -> closeJetCache(context));
	}

	/**
	 * Closes what JetCache leaves open.
	 */
	private static void closeJetCache(ConfigurableApplicationContext context) {
		Object client = context.getBean(AutoConfigureBeans.class).getCustomContainer().get("remote.default.client");
		context.getBean(CacheManager.class).getCache(Expiring.EXPIRING).close();
		context.close();
		Objects.requireNonNull((AbstractRedisClient) client).shutdown();
	}

	private static Expiring caffeine() {
		SlowCatalogue catalogue = new SlowCatalogue();
		LoadingCache<Long, Product> expiring = Caffeine.newBuilder()
			.refreshAfterWrite(Expiring.TTL)
			.build(catalogue::expiring);
		LoadingCache<Long, Product> plain = Caffeine.newBuilder()
			.expireAfterWrite(Expiring.LONG_TTL)
			.build(catalogue::plain);
		return new Expiring("Caffeine in this JVM, `refreshAfterWrite`", expiring::get, plain::get, catalogue, () -> {
		});
	}

	private static ConfigurableApplicationContext start(Map<String, Object> settings, List<Class<?>> without,
			Class<?> source) {
		Map<String, Object> all = new HashMap<>(settings);
		all.put("spring.autoconfigure.exclude", without.stream().map(Class::getName).collect(Collectors.joining(",")));
		return new SpringApplicationBuilder(ExpiryApplication.class).sources(source)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.properties(all)
			.run();
	}

	@Override
	public void close() {
		this.all.forEach(Expiring::close);
		this.servers.forEach(Server::close);
	}

}
