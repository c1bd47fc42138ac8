package dev.cachepatterns.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link KeyRenderer}.
 */
class KeyRendererTests {

	@Test
	void renderWritesWhatAPersonCanRead() {
		assertThat(KeyRenderer.render("Lima")).isEqualTo("Lima");
		assertThat(KeyRenderer.render("San José")).isEqualTo("San José");
		assertThat(KeyRenderer.render("jane@example.org")).isEqualTo("jane@example.org");
		assertThat(KeyRenderer.render(42L)).isEqualTo("42");
		assertThat(KeyRenderer.render("42")).isEqualTo("\"42\"");
		assertThat(KeyRenderer.render(SimpleKey.EMPTY)).isEqualTo("()");
		assertThat(KeyRenderer.render(new SimpleKey("par", 20))).isEqualTo("(par,20)");
		assertThat(KeyRenderer.render(new SimpleKey("par", null))).isEqualTo("(par,null)");
		assertThat(KeyRenderer.render(List.of(1, 2))).isEqualTo("[1,2]");
		assertThat(KeyRenderer.render(new Point(1, 2))).isEqualTo(Point.class.getName() + "(1,2)");
		assertThat(KeyRenderer.render(TimeUnit.DAYS)).isEqualTo("java.util.concurrent.TimeUnit(DAYS)");
		assertThat(KeyRenderer.render(LocalDate.of(2026, 1, 2))).isEqualTo("LocalDate(\"2026-01-02\")");
		assertThat(KeyRenderer.render(new byte[] { 1, (byte) 0xff })).isEqualTo("0x01ff");
	}

	@Test
	void renderOfDifferentKeysIsDifferent() {
		UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
		List<Object> keys = List.of("1", 1, 1.0, 1.0f, '1', new BigDecimal("1"), new BigDecimal("1.0"), "null", "true",
				true, "a b", "ab", " ab", "ab ", "", "\"", "\\", "\\\"", "a,b", "(a,b)", "[1,2]", List.of(1, 2),
				List.of("1", "2"), List.of(12), List.of("1,2"), List.of("a", "b"), List.of(List.of("a"), "b"),
				Set.of("a", "b"), Map.of("a", "b"), Map.of(), Set.of(), List.of(), Map.of("a=b", "c"),
				Map.of("a", "b=c"), new SimpleKey("a", "b"), new SimpleKey("ab"), SimpleKey.EMPTY,
				new SimpleKey(1, "2"), new SimpleKey("1", 2), Optional.empty(), Optional.of("a"), uuid, uuid.toString(),
				TimeUnit.DAYS, "DAYS", Duration.ofDays(1), Instant.EPOCH, new Date(0), new Date(1), Locale.UK, "en_GB",
				new Point(1, 2), new Other(1, 2), new Point(12, 0), new Value("a", null), new Value(null, "a"),
				new Value("a,b", null), "\ud800", "?", "\u0000", "\n", "n", String.class, "java.lang.String",
				PageRequest.of(0, 20), PageRequest.of(0, 20, Sort.by("name")),
				PageRequest.of(0, 20, Sort.by(Sort.Order.by("name").ignoreCase())));
		Set<String> texts = new HashSet<>();
		keys.forEach((key) -> assertThat(texts.add(KeyRenderer.render(key))).as("%s %s", key.getClass(), key).isTrue());
	}

	@Test
	void renderOfEqualKeysIsTheSame() {
		assertThat(KeyRenderer.render(1L)).isEqualTo(KeyRenderer.render(1))
			.isEqualTo(KeyRenderer.render((short) 1))
			.isEqualTo(KeyRenderer.render(BigInteger.ONE));
		Map<String, Integer> map = new LinkedHashMap<>();
		map.put("b", 2);
		map.put("a", 1);
		assertThat(KeyRenderer.render(map)).isEqualTo(KeyRenderer.render(Map.of("a", 1, "b", 2)));
		assertThat(KeyRenderer.render(new Value("a", "b"))).isEqualTo(KeyRenderer.render(new Value("a", "b")));
		assertThat(KeyRenderer.render(new Object[] { 1, 2 })).isEqualTo(KeyRenderer.render(new int[] { 1, 2 }));
	}

	@Test
	void renderOfRandomStringsIsInjective() {
		Random random = new Random(7);
		String alphabet = "ab1 ,()[]{}\"\\=.\n\u0000é😀";
		Set<String> strings = new HashSet<>();
		Set<String> texts = new HashSet<>();
		for (int i = 0; i < 50_000; i++) {
			List<String> parts = new ArrayList<>();
			for (int part = 0; part < 1 + random.nextInt(3); part++) {
				StringBuilder text = new StringBuilder();
				for (int length = random.nextInt(4); length > 0; length--) {
					text.append(alphabet.charAt(random.nextInt(alphabet.length())));
				}
				parts.add(text.toString());
			}
			boolean fresh = strings.add(String.join("\u0001", parts));
			assertThat(texts.add(KeyRenderer.render(parts))).isEqualTo(fresh);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Object.class, Thread.class, java.util.concurrent.atomic.AtomicLong.class })
	void renderWhenKeyHasNoValueSaysWhatToDo(Class<?> type) throws Exception {
		Object key = type.getDeclaredConstructor().newInstance();
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> KeyRenderer.render(key))
			.withMessageContaining(type.getName())
			.withMessageContaining("key = \"#order.id\"");
	}

	@Test
	void renderWhenKeyContainsItselfSaysWhatToDo() {
		List<Object> list = new ArrayList<>();
		list.add(list);
		assertThatExceptionOfType(UnusableKeyException.class).isThrownBy(() -> KeyRenderer.render(list))
			.withMessageContaining("levels deep");
	}

	/**
	 * A key that is a record.
	 */
	record Point(int x, int y) {
	}

	/**
	 * Another record with the same components.
	 */
	record Other(int x, int y) {
	}

	/**
	 * A key that is an object with fields.
	 */
	static final class Value {

		private static final String CONSTANT = "not part of the value";

		private final String first;

		private final String second;

		private transient int hash = System.identityHashCode(this);

		Value(String first, String second) {
			this.first = first;
			this.second = second;
		}

		@Override
		public String toString() {
			return CONSTANT + this.first + this.second + this.hash;
		}

	}

}
