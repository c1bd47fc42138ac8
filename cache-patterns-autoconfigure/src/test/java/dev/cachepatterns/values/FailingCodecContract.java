package dev.cachepatterns.values;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.annotation.WriteThrough;
import dev.cachepatterns.cache.PatternCache;
import dev.cachepatterns.codec.CodecException;
import dev.cachepatterns.codec.ValueCodec;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A codec that throws what codecs should not: reads are counted misses, and a write that
 * cannot leave its value leaves no old one.
 */
interface FailingCodecContract extends ValuesFixture {

	@Test
	default void valueThatCannotBeReadIsACountedMissAndRemoved() {
		run((texts, cache) -> {
			for (String text : new String[] { "decode:state", "decode:stack", "decode:link" }) {
				cache.put("key", text);
				assertThat(texts.read("key")).isEqualTo("fresh");
				assertThat(cache.get("key", String.class)).isEqualTo("fresh");
			}
			assertThat(cache.counts().undecodable()).isEqualTo(3);
		});
	}

	@Test
	default void valueThatCannotBeWrittenLeavesNoOldOne() {
		run((texts, cache) -> {
			for (String text : new String[] { "encode:state", "encode:stack", "encode:link" }) {
				cache.put("key", "old");
				assertThat(texts.write("key", text)).isEqualTo(text);
				assertThat(cache.get("key")).isNull();
				cache.put("key", "old");
				assertThatExceptionOfType(CodecException.class).isThrownBy(() -> cache.put("key", text));
				assertThat(cache.get("key")).isNull();
			}
		});
	}

	private void run(Scenario scenario) {
		try (ConfigurableApplicationContext context = start(Application.class,
				"cache-patterns.key-prefix=" + UUID.randomUUID())) {
			scenario.run(context.getBean(Texts.class),
					(PatternCache) context.getBean(CacheManager.class).getCache("texts"));
		}
	}

	/**
	 * What a test does.
	 */
	interface Scenario {

		/**
		 * Runs it.
		 */
		void run(Texts texts, PatternCache cache);

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	class Application {

		@Bean
		Texts texts() {
			return new Texts();
		}

		@Bean
		ValueCodec failing() {
			return new Failing();
		}

	}

	/**
	 * A service.
	 */
	class Texts {

		@Cacheable(cacheNames = "texts", key = "#key")
		public String read(String key) {
			return "fresh";
		}

		@WriteThrough(cacheNames = "texts", key = "#key")
		public String write(String key, String text) {
			return text;
		}

	}

	/**
	 * A codec that fails with the values that say so.
	 */
	final class Failing implements ValueCodec {

		@Override
		public byte id() {
			return 16;
		}

		@Override
		public byte[] encode(Object value, Type type) {
			fail("encode:", (String) value);
			return ((String) value).getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Object decode(ByteBuffer bytes, Type type) {
			String text = StandardCharsets.UTF_8.decode(bytes).toString();
			fail("decode:", text);
			return text;
		}

		private static void fail(String step, String text) {
			if (text.equals(step + "state")) {
				throw new IllegalStateException("On purpose");
			}
			if (text.equals(step + "stack")) {
				throw new StackOverflowError();
			}
			if (text.equals(step + "link")) {
				throw new NoClassDefFoundError("On purpose");
			}
		}

	}

}
