package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Tests for {@link EntryCodec}, {@link TypeRegistry} and {@link JsonCodec}.
 */
class EntryCodecTests {

	private final TypeRegistry types = new TypeRegistry(List.of());

	private final JsonCodec json = new JsonCodec(this.types);

	private final EntryCodec codec = new EntryCodec(this.json, this.types);

	/**
	 * The same application in another JVM, which has stored nothing yet.
	 */
	private final EntryCodec elsewhere = codec(new TypeRegistry(List.of()));

	static List<Object> values() {
		return List.of("text", "", 1, 1L, 1.5, true, 'c', new BigDecimal("1.10"), UUID.randomUUID(), Instant.now(),
				TimeUnit.DAYS, new byte[] { 1, 2 }, new Point(1, 2), new Circle(3), List.of(1L, 2L), List.of(),
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
	void decodeInAnotherJvmWithTheDeclaredTypeReturnsAnEqualValue() throws Exception {
		Map<String, List<Point>> value = Map.of("a", List.of(new Point(1, 2)));
		Type type = getClass().getDeclaredMethod("declared").getGenericReturnType();
		ByteBuffer bytes = encode(value, Expected.of(type));
		assertThat(this.elsewhere.decode(bytes, Expected.of(type)).value()).isEqualTo(value);
	}

	@Test
	void decodeInAnotherJvmWhenTypeIsUnknownIsNoAnswer() {
		ByteBuffer bytes = encode(new Point(1, 2), Expected.ANYTHING);
		assertThat(this.elsewhere.decode(bytes, Expected.ANYTHING)).isNull();
	}

	@Test
	void decodeOfNullIsAnAnswer() {
		ByteBuffer bytes = encode(null, Expected.of(Point.class));
		assertThat(this.elsewhere.decode(bytes, Expected.of(Point.class))).isEqualTo(new Decoded(null));
	}

	@Test
	void decodeWhenAnotherTypeIsDeclaredIsNoAnswer() {
		ByteBuffer bytes = encode(new Point(1, 2), Expected.of(Point.class));
		assertThat(this.codec.decode(bytes, Expected.of(Circle.class))).isNull();
		assertThat(this.codec.decode(bytes, Expected.of(Object.class))).isEqualTo(new Decoded(new Point(1, 2)));
	}

	@Test
	void decodeWhenAnotherMethodMadeTheValueIsNoAnswer() {
		ByteBuffer bytes = encode("text", new Expected(String.class, 1));
		assertThat(this.codec.decode(bytes, new Expected(String.class, 2))).isNull();
		assertThat(this.codec.decode(bytes, new Expected(String.class, 1))).isEqualTo(new Decoded("text"));
		assertThat(this.codec.decode(bytes, Expected.ANYTHING)).isEqualTo(new Decoded("text"));
	}

	@Test
	void decodeWhenMadeByAnyAnswersEveryMethod() {
		ByteBuffer bytes = encode("text", Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, new Expected(String.class, 2))).isEqualTo(new Decoded("text"));
	}

	@Test
	void encodeWhenDeclaredTypeIsAnInterfaceKeepsTheClass() {
		ByteBuffer bytes = encode(new Circle(3), Expected.of(Shape.class));
		assertThat(this.codec.decode(bytes, Expected.of(Shape.class))).isEqualTo(new Decoded(new Circle(3)));
	}

	@Test
	void decodeInAnotherJvmKnowsThePermittedClassesOfASealedType() {
		TypeRegistry declared = new TypeRegistry(List.of());
		declared.declare("cache", Shape.class);
		ByteBuffer bytes = encode(new Circle(3), Expected.of(Shape.class));
		assertThat(codec(declared).decode(bytes, Expected.of(Shape.class))).isEqualTo(new Decoded(new Circle(3)));
	}

	@Test
	void encodeWhenNobodyDeclaredUsesTheTypeOfTheCache() throws Exception {
		Type type = getClass().getDeclaredMethod("declared").getGenericReturnType();
		this.types.declare("cache", type);
		ByteBuffer bytes = encode(Map.of("a", List.of()), Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, Expected.of(type))).isEqualTo(new Decoded(Map.of("a", List.of())));
	}

	@Test
	void encodeWhenElementsAreOfSeveralClassesSaysWhatToDo() {
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> encode(List.of("text", 1), Expected.ANYTHING))
			.withMessageContaining("cache 'cache'")
			.withMessageContaining("declares its type");
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> encode(Optional.of("text"), Expected.ANYTHING));
	}

	@Test
	void decodeWhenBytesAreGarbageIsACodecException() {
		ByteBuffer bytes = encode(new Point(1, 2), Expected.of(Point.class));
		ByteBuffer torn = bytes.slice(0, bytes.remaining() - 3);
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(torn, Expected.of(Point.class)));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(ByteBuffer.allocate(3), Expected.ANYTHING));
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

	private static EntryCodec codec(TypeRegistry types) {
		return new EntryCodec(new JsonCodec(types), types);
	}

	Map<String, List<Point>> declared() {
		return Map.of();
	}

	/**
	 * A record.
	 */
	record Point(int x, int y) {
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
	 * A sealed type.
	 */
	sealed interface Shape permits Circle, Square {

	}

	/**
	 * One permitted class.
	 */
	record Circle(int radius) implements Shape {
	}

	/**
	 * Another.
	 */
	record Square(int side) implements Shape {
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
