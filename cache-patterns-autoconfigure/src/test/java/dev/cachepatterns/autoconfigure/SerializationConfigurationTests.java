package dev.cachepatterns.autoconfigure;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.cachepatterns.codec.EntryCodec;
import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.JavaSerializationCodec;
import dev.cachepatterns.codec.JsonCodec;
import dev.cachepatterns.codec.ValueCodec;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code cache-patterns.serialization} and {@code cache-patterns.caches.*.type} do.
 */
class SerializationConfigurationTests {

	private static final String POINT = Point.class.getName();

	private final ApplicationContextRunner runner = Runners.memory();

	@Test
	void valuesByDefaultAreJson() {
		this.runner.run((context) -> assertThat(context).getBean(ValueCodec.class).isInstanceOf(JsonCodec.class));
	}

	@Test
	void valuesAreSerializedByChoiceAndOnlyTheAllowedClasses() {
		this.runner
			.withPropertyValues("cache-patterns.serialization.format=java",
					"cache-patterns.serialization.allowed-types=" + POINT)
			.run((context) -> {
				assertThat(context).getBean(ValueCodec.class).isInstanceOf(JavaSerializationCodec.class);
				Cache cache = cache(context, "points");
				cache.put("a", new Point(1));
				assertThat(cache.get("a", Point.class)).isEqualTo(new Point(1));
			});
	}

	@Test
	void serializationWithoutAnAllowListIsRefused() {
		this.runner.withPropertyValues("cache-patterns.serialization.format=java")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'cache-patterns.serialization.format' is 'java'"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			serialization.allowed-types=no.such.Type     | there is no such class
			serialization.allowed-types=dev.cachepatterns.* | there is no such class
			caches.a.type=no.such.Type                   | no type that can be found
			caches.a.type=java.util.List<no.such.Type>   | no type that can be found
			caches.a.type=java.util.List<java.lang.String | no type that can be found
			""")
	void typesThatDoNotExistAreRefused(String setting, String reason) {
		this.runner.withPropertyValues("cache-patterns." + setting)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(CachePatternsConfigurationException.class)
				.hasMessageContaining("Property 'cache-patterns." + setting.replace("=", "' is '") + "', but ")
				.hasMessageContaining(reason));
	}

	@Test
	void allowedTypeMayStandWhereTheDeclaredOneIsOpen() {
		this.runner.withPropertyValues("cache-patterns.serialization.allowed-types=" + POINT)
			.withPropertyValues("cache-patterns.caches.objects.type=java.util.List<java.lang.Object>")
			.run((context) -> {
				Cache cache = cache(context, "objects");
				cache.put("a", List.of(new Point(1), "text"));
				assertThat(cache.get("a").get()).isEqualTo(List.of(new Point(1), "text"));
			});
	}

	@ParameterizedTest
	@CsvSource({ "points,points", "user_points,user_points", "user/points,[user/points]" })
	void typeOfACacheSaysWhatAnEmptyListIs(String cache, String setting) {
		this.runner.withPropertyValues("cache-patterns.caches." + setting + ".type=java.util.List<%s>".formatted(POINT))
			.run((context) -> {
				Cache points = cache(context, cache);
				points.put("empty", List.of());
				points.put("one", List.of(new Point(1)));
				assertThat(points.get("empty").get()).isEqualTo(List.of());
				assertThat(points.get("one").get()).isEqualTo(List.of(new Point(1)));
			});
	}

	@Test
	void typeOfACacheIsKnownToAnInstanceThatOnlyReads() {
		this.runner.withPropertyValues("cache-patterns.caches.points.type=" + POINT).run((context) -> {
			byte[] written = context.getBean(EntryCodec.class).encode("points", new Point(1), Expected.ANYTHING, 0);
			this.runner.withPropertyValues("cache-patterns.caches.points.type=" + POINT)
				.run((other) -> assertThat(
						other.getBean(EntryCodec.class).decode(ByteBuffer.wrap(written), Expected.ANYTHING).value())
					.isEqualTo(new Point(1)));
			this.runner.run((stranger) -> assertThat(
					stranger.getBean(EntryCodec.class).decode(ByteBuffer.wrap(written), Expected.ANYTHING))
				.isNull());
		});
	}

	private static Cache cache(ApplicationContext context, String name) {
		return context.getBean(CacheManager.class).getCache(name);
	}

	/**
	 * A value.
	 */
	record Point(int x) implements Serializable {
	}

}
