package dev.cachepatterns.migration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.cachepatterns.testing.RedisServer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Which entries of Spring's {@code RedisCache} a write evicts.
 */
@Tag("proof")
@ExtendWith(OutputCaptureExtension.class)
class SpringKeysTests {

	private static RedisServer server;

	private static List<String> settings;

	private static Instance spring;

	private static Instance ours;

	@BeforeAll
	static void start() {
		server = RedisServer.started();
		settings = List.of("spring.data.redis.port=" + server.port(), "spring.cache.redis.key-prefix=my*app:",
				"spring.datasource.url=jdbc:h2:mem:keys", "cache-patterns.redis.evict-spring-keys=true");
		spring = Instance.ofSpring(settings);
		ours = Instance.ours(settings);
	}

	@AfterAll
	static void stop() {
		ours.close();
		spring.close();
		server.close();
	}

	static Stream<Object> known() {
		return Stream.of("word", "two words", "", "42", "true", "null", "Straße/ä", "a:b,c(d)[e]{f}", "quote\"back\\",
				"line\nbreak\u0001", "\uD83D\uDE00", 42, -7L, (short) 1, (byte) 2,
				new BigInteger("12345678901234567890"), true, 'x', '"', 1.5, -0.25f, new BigDecimal("1.50"),
				UUID.randomUUID(), UUID.fromString("abcdefab-0000-0000-0000-000000000000"),
				URI.create("https://example.com/?a=b"), Locale.GERMANY, Currency.getInstance("EUR"), TimeUnit.SECONDS,
				Month.MAY, Instant.ofEpochSecond(1), Duration.ofSeconds(90), Period.ofDays(3), Year.of(2026),
				YearMonth.of(2026, 5), ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), SimpleKey.EMPTY,
				new SimpleKey("Lima", 20), new SimpleKey("a, b", null, true, 1.5, "x)"), new SimpleKey((Object) null),
				new SimpleKey(TimeUnit.DAYS, LocalDate.of(2026, 5, 4), LocalDateTime.of(2026, 5, 4, 3, 2)));
	}

	@ParameterizedTest
	@MethodSource("known")
	void keyIsEvicted(Object key) {
		Cache cache = put("known", key);
		ours.cache("known").evict(key);
		assertThat(cache.get(key)).isNull();
		put("known", key);
		ours.cache("known").put(key, "new");
		assertThat(cache.get(key)).isNull();
	}

	static Stream<Object> unknown() {
		return Stream.of(LocalDate.of(2026, 5, 4), new Id("A"), new SimpleKey("a", new Id("A")), List.of("a", "b"),
				new SimpleKey("a", List.of("b")));
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void keyWhoseNameDoesNotFollowStaysAndIsReportedOnce(Object key, CapturedOutput output) {
		String name = "unknown-" + UUID.randomUUID();
		Cache cache = put(name, key);
		ours.cache(name).evict(key);
		ours.cache(name).evict(key);
		assertThat(cache.get(key)).isNotNull();
		assertThat(output.toString().split("of cache '" + name + "' has a name in Spring's", -1)).hasSize(2);
		ours.cache(name).clear();
		assertThat(cache.get(key)).isNull();
	}

	@Test
	void clearEvictsAllOfItsCacheAndNothingElse() {
		Cache other = put("citiesX", "kept");
		Cache more = put("cities::more", "goes");
		Cache cache = spring.cache("cities");
		for (int i = 0; i < 5000; i++) {
			cache.put(i, "old");
		}
		Awaitility.await().until(() -> cache.get(4999) != null);
		spring.settle();
		ours.cache("cities").clear();
		for (int i = 0; i < 5000; i += 50) {
			assertThat(cache.get(i)).isNull();
		}
		assertThat(other.get("kept")).isNotNull();
		assertThat(more.get("goes")).as("As Spring's own clear").isNull();
	}

	@Test
	void keysWithoutTheNameOfTheirCacheStopTheStart() {
		assertThatException()
			.isThrownBy(() -> Instance.ours(settings, "spring.cache.redis.use-key-prefix=false").close())
			.havingRootCause()
			.withMessageContaining("'cache-patterns.redis.evict-spring-keys' cannot be true");
	}

	@Test
	void prefixThatIsUsedIsNotReportedAsIgnored(CapturedOutput output) {
		Instance.ours(settings).close();
		assertThat(output).doesNotContain("'spring.cache.redis.key-prefix' is ignored");
	}

	private static Cache put(String name, Object key) {
		Cache cache = spring.cache(name);
		cache.put(key, "old");
		Awaitility.await().until(() -> cache.get(key) != null);
		return cache;
	}

	/**
	 * A key whose name in Spring's cache has the names of its components.
	 */
	record Id(String id) {
	}

}
