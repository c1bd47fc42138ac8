package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.cachepatterns.codec.EntryCodec.Decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonCodec}.
 */
class JsonCodecTests {

	private final TypeRegistry types = new TypeRegistry(List.of());

	private final JsonCodec json = new JsonCodec(this.types);

	private final EntryCodec codec = new EntryCodec(this.json, this.types);

	static List<Object> values() {
		return List.of("text", "", 1, 1L, 1.5, true, 'c', new BigDecimal("1.10"), UUID.randomUUID(), Instant.now(),
				TimeUnit.DAYS, new byte[] { 1, 2 }, new Point(1, 2), new Circle(3), List.of(1L, 2L), List.of(),
				ZonedDateTime.parse("2024-07-01T10:00+02:00[Europe/Berlin]"),
				OffsetDateTime.parse("2024-07-01T10:00+02:00"), LocalDate.EPOCH, LocalTime.NOON, Duration.ofMillis(1),
				Op.PLUS, Label.B,
				new Times(ZonedDateTime.parse("2024-07-01T10:00+02:00[Europe/Berlin]"), ZoneId.of("Europe/Berlin"),
						Op.PLUS, Map.of(Label.A, 1, Label.B, 2)),
				Set.of("a"), Map.of("a", new Point(1, 2)), List.of(List.of(new Point(1, 2))), new int[] { 1, 2 });
	}

	@ParameterizedTest
	@MethodSource("values")
	void decodeReturnsAnEqualValueOfTheSameClass(Object value) {
		ByteBuffer bytes = encode(value, Expected.ANYTHING);
		Decoded decoded = this.codec.decode(bytes, Expected.ANYTHING);
		assertThat(decoded.value()).isEqualTo(value);
	}

	@Test
	void decodeWhenAFieldWasRemovedIsACodecException() {
		ByteBuffer old = json(new Wide(1, 2, 3), Wide.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.json.decode(old, Point.class))
			.withMessageContaining("z");
	}

	@Test
	void decodeWhenAComponentWasAddedIsACodecException() {
		ByteBuffer old = json(new Point(1, 2), Point.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.json.decode(old, Wide.class))
			.withMessageContaining("z");
		ByteBuffer named = json(new Named("a"), Named.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.json.decode(named, Titled.class))
			.withMessageContaining("title");
		assertThat(this.json.decode(json(new Titled("a", null), Titled.class), Titled.class))
			.isEqualTo(new Titled("a", null));
	}

	@Test
	void decodeCallsNoSetters() {
		ByteBuffer bytes = encode(new Priced(), Expected.ANYTHING);
		assertThat(((Priced) this.codec.decode(bytes, Expected.ANYTHING).value()).price).isEqualTo(5);
	}

	@Test
	void encodeKeepsFieldsAndCallsNoGetters() {
		ByteBuffer bytes = encode(new Bean(), Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, Expected.ANYTHING).value()).usingRecursiveComparison()
			.isEqualTo(new Bean());
	}

	private ByteBuffer encode(Object value, Expected expected) {
		return ByteBuffer.wrap(this.codec.encode("cache", value, expected, 0));
	}

	private ByteBuffer json(Object value, Type type) {
		return ByteBuffer.wrap(this.json.encode(value, type));
	}

	/**
	 * A record.
	 */
	record Point(int x, int y) {
	}

	/**
	 * Another.
	 */
	record Circle(int radius) {
	}

	/**
	 * A record with one component more.
	 */
	record Wide(int x, int y, int z) {
	}

	/**
	 * A record with a name.
	 */
	record Named(String name) {
	}

	/**
	 * The same with a component more.
	 */
	record Titled(String name, String title) {
	}

	/**
	 * Types of the JDK that are not their own class.
	 */
	record Times(ZonedDateTime at, ZoneId zone, Op op, Map<Label, Integer> labels) {
	}

	/**
	 * Constants with bodies.
	 */
	enum Op {

		PLUS {
			@Override
			int apply(int x, int y) {
				return x + y;
			}
		};

		abstract int apply(int x, int y);

	}

	/**
	 * Constants with one text.
	 */
	enum Label {

		A, B;

		@Override
		public String toString() {
			return "label";
		}

	}

	/**
	 * A class whose setter does something else.
	 */
	static final class Priced {

		private int price = 5;

		void setPrice(int euros) {
			this.price = 100 * euros;
		}

	}

	/**
	 * A class whose getter is not its state.
	 */
	static final class Bean {

		private String name = "bean";

		Bean() {
		}

		/**
		 * Computed.
		 * @return never
		 */
		public String getComputed() {
			throw new IllegalStateException(this.name);
		}

	}

}
