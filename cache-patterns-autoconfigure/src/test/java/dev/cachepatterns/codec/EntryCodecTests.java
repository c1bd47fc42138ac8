package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.math.BigDecimal;
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

	private final TypeRegistry types = new TypeRegistry();

	private final EntryCodec codec = new EntryCodec(new JsonCodec(), this.types);

	/**
	 * The same application in another JVM, which has stored nothing yet.
	 */
	private final EntryCodec elsewhere = new EntryCodec(new JsonCodec(), new TypeRegistry());

	static List<Object> values() {
		return List.of("text", "", 1, 1L, 1.5, true, 'c', new BigDecimal("1.10"), UUID.randomUUID(), Instant.now(),
				TimeUnit.DAYS, new byte[] { 1, 2 }, new Point(1, 2), new Circle(3), List.of(1L, 2L), List.of(),
				Set.of("a"), Map.of("a", new Point(1, 2)), List.of(List.of(new Point(1, 2))), new int[] { 1, 2 });
	}

	@ParameterizedTest
	@MethodSource("values")
	void decodeReturnsAnEqualValueOfTheSameClass(Object value) {
		byte[] bytes = this.codec.encode("cache", value, Expected.ANYTHING);
		Decoded decoded = this.codec.decode(bytes, Expected.ANYTHING);
		assertThat(decoded.value()).isEqualTo(value);
	}

	@Test
	void decodeInAnotherJvmWithTheDeclaredTypeReturnsAnEqualValue() throws Exception {
		Map<String, List<Point>> value = Map.of("a", List.of(new Point(1, 2)));
		Type type = getClass().getDeclaredMethod("declared").getGenericReturnType();
		byte[] bytes = this.codec.encode("cache", value, Expected.of(type));
		assertThat(this.elsewhere.decode(bytes, Expected.of(type)).value()).isEqualTo(value);
	}

	@Test
	void decodeInAnotherJvmWhenTypeIsUnknownIsNoAnswer() {
		byte[] bytes = this.codec.encode("cache", new Point(1, 2), Expected.ANYTHING);
		assertThat(this.elsewhere.decode(bytes, Expected.ANYTHING)).isNull();
	}

	@Test
	void decodeOfNullIsAnAnswer() {
		byte[] bytes = this.codec.encode("cache", null, Expected.of(Point.class));
		assertThat(this.elsewhere.decode(bytes, Expected.of(Point.class))).isEqualTo(new Decoded(null));
	}

	@Test
	void decodeWhenAnotherTypeIsDeclaredIsNoAnswer() {
		byte[] bytes = this.codec.encode("cache", new Point(1, 2), Expected.of(Point.class));
		assertThat(this.codec.decode(bytes, Expected.of(Circle.class))).isNull();
		assertThat(this.codec.decode(bytes, Expected.of(Object.class))).isEqualTo(new Decoded(new Point(1, 2)));
	}

	@Test
	void decodeWhenAnotherMethodMadeTheValueIsNoAnswer() {
		byte[] bytes = this.codec.encode("cache", "text", new Expected(String.class, 1));
		assertThat(this.codec.decode(bytes, new Expected(String.class, 2))).isNull();
		assertThat(this.codec.decode(bytes, new Expected(String.class, 1))).isEqualTo(new Decoded("text"));
		assertThat(this.codec.decode(bytes, Expected.ANYTHING)).isEqualTo(new Decoded("text"));
	}

	@Test
	void decodeWhenMadeByAnyAnswersEveryMethod() {
		byte[] bytes = this.codec.encode("cache", "text", Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, new Expected(String.class, 2))).isEqualTo(new Decoded("text"));
	}

	@Test
	void encodeWhenDeclaredTypeIsAnInterfaceKeepsTheClass() {
		byte[] bytes = this.codec.encode("cache", new Circle(3), Expected.of(Shape.class));
		assertThat(this.codec.decode(bytes, Expected.of(Shape.class))).isEqualTo(new Decoded(new Circle(3)));
	}

	@Test
	void decodeInAnotherJvmKnowsThePermittedClassesOfASealedType() {
		TypeRegistry declared = new TypeRegistry();
		declared.declare("cache", Shape.class);
		byte[] bytes = this.codec.encode("cache", new Circle(3), Expected.of(Shape.class));
		assertThat(new EntryCodec(new JsonCodec(), declared).decode(bytes, Expected.of(Shape.class)))
			.isEqualTo(new Decoded(new Circle(3)));
	}

	@Test
	void encodeWhenNobodyDeclaredUsesTheTypeOfTheCache() throws Exception {
		Type type = getClass().getDeclaredMethod("declared").getGenericReturnType();
		this.types.declare("cache", type);
		byte[] bytes = this.codec.encode("cache", Map.of("a", List.of()), Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, Expected.of(type))).isEqualTo(new Decoded(Map.of("a", List.of())));
	}

	@Test
	void encodeWhenElementsAreOfSeveralClassesSaysWhatToDo() {
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode("cache", List.of("text", 1), Expected.ANYTHING))
			.withMessageContaining("cache 'cache'")
			.withMessageContaining("declares its type");
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode("cache", Optional.of("text"), Expected.ANYTHING));
	}

	@Test
	void decodeWhenBytesAreGarbageIsACodecException() {
		byte[] bytes = this.codec.encode("cache", new Point(1, 2), Expected.of(Point.class));
		byte[] torn = java.util.Arrays.copyOf(bytes, bytes.length - 3);
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(torn, Expected.of(Point.class)));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(new byte[3], Expected.ANYTHING));
	}

	@Test
	void decodeWhenAFieldWasRemovedIsACodecException() {
		JsonCodec json = new JsonCodec();
		byte[] old = json.encode(new Wide(1, 2, 3), Wide.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> json.decode(old, Point.class))
			.withMessageContaining("z");
	}

	@Test
	void decodeWhenAComponentWasAddedIsACodecException() {
		JsonCodec json = new JsonCodec();
		byte[] old = json.encode(new Point(1, 2), Point.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> json.decode(old, Wide.class))
			.withMessageContaining("z");
		byte[] named = json.encode(new Named("a"), Named.class);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> json.decode(named, Titled.class))
			.withMessageContaining("title");
		assertThat(json.decode(json.encode(new Titled("a", null), Titled.class), Titled.class))
			.isEqualTo(new Titled("a", null));
	}

	@Test
	void encodeKeepsFieldsAndCallsNoGetters() {
		byte[] bytes = this.codec.encode("cache", new Bean(), Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, Expected.ANYTHING).value()).usingRecursiveComparison()
			.isEqualTo(new Bean());
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
