package dev.cachepatterns.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the properties do to the keys on a real server.
 */
class ServerPropertiesTests {

	private final RedisServer server = RedisServer.started();

	private final ApplicationContextRunner runner = Runners.redis()
		.withPropertyValues("spring.data.redis.port=" + this.server.port());

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void keysByDefaultStartWithOurName() {
		this.runner.run((context) -> {
			context.getBean(Greetings.class).greet("Ann");
			assertThat(keys(context)).isNotEmpty().allMatch((key) -> key.startsWith("cache-patterns:"));
		});
	}

	@Test
	void keysStartWithThePrefixOfTheApplication() {
		this.runner.withPropertyValues("cache-patterns.key-prefix=shop").run((context) -> {
			context.getBean(Greetings.class).greet("Ann");
			assertThat(keys(context)).isNotEmpty().allMatch((key) -> key.startsWith("shop:"));
		});
	}

	@Test
	void applicationsWithDifferentPrefixesShareNothing() {
		this.runner.withPropertyValues("cache-patterns.key-prefix=one").run((one) -> {
			one.getBean(Greetings.class).write("Ann");
			this.runner.withPropertyValues("cache-patterns.key-prefix=two").run((two) -> {
				assertThat(two.getBean(Greetings.class).greet("Ann")).isEqualTo("Hello Ann");
				two.getBean(Greetings.class).clear();
			});
			assertThat(one.getBean(Greetings.class).greet("Ann")).isEqualTo("Written Ann");
		});
	}

	@Test
	void entriesLiveOnTheServerAsLongAsTheirCacheSays() {
		this.runner
			.withPropertyValues("cache-patterns.defaults.ttl=2h", "cache-patterns.caches.user_names.ttl=10m",
					"cache-patterns.caches.user_names.null-ttl=20s")
			.run((context) -> {
				assertThat(ttl(context, "other", "value")).isBetween(Duration.ofMinutes(119), Duration.ofHours(2));
				assertThat(ttl(context, "user_names", "value")).isBetween(Duration.ofMinutes(9),
						Duration.ofMinutes(10));
				assertThat(ttl(context, "user_names", null)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
				assertThat(ttl(context, "other", null)).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
			});
	}

	@Test
	void nullWhenItsTtlIsZeroIsNotKept() {
		this.runner.withPropertyValues("cache-patterns.defaults.null-ttl=0").run((context) -> {
			CacheManager caches = context.getBean(CacheManager.class);
			caches.getCache("any").put("key", "value");
			caches.getCache("any").put("key", null);
			assertThat(caches.getCache("any").get("key")).isNull();
		});
	}

	private static Duration ttl(ApplicationContext context, String cache, String value) {
		StringRedisTemplate redis = redis(context);
		redis.delete(keys(context));
		context.getBean(CacheManager.class).getCache(cache).put("the-key", value);
		String entry = keys(context).stream().filter((key) -> key.contains("the-key")).findFirst().orElseThrow();
		return Duration.ofMillis(redis.getExpire(entry, TimeUnit.MILLISECONDS));
	}

	private static List<String> keys(ApplicationContext context) {
		return List.copyOf(redis(context).keys("*"));
	}

	private static StringRedisTemplate redis(ApplicationContext context) {
		return new StringRedisTemplate(context.getBean(RedisConnectionFactory.class));
	}

}
