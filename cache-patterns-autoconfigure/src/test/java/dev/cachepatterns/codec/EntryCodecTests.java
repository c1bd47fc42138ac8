package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.codec.EntryCodec.Decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link EntryCodec} and {@link TypeRegistry}.
 */
class EntryCodecTests {

	private final TypeRegistry types = new TypeRegistry(List.of());

	private final EntryCodec codec = codec(this.types);

	/**
	 * The same application in another JVM, which has stored nothing yet.
	 */
	private final EntryCodec elsewhere = codec(new TypeRegistry(List.of()));

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
	void decodeInAnotherJvmKnowsATypeOfTheJdkThatIsNotItsClass() {
		ByteBuffer bytes = encode(ZoneId.of("Europe/Berlin"), Expected.of(ZoneId.class));
		assertThat(this.elsewhere.decode(bytes, Expected.of(ZoneId.class)).value())
			.isEqualTo(ZoneId.of("Europe/Berlin"));
	}

	@Test
	void decodeOfBytesThatAreNotOnAnArrayOfTheirOwnIsTheSame() {
		ByteBuffer bytes = encode("text", Expected.ANYTHING);
		ByteBuffer direct = ByteBuffer.allocateDirect(bytes.remaining()).put(bytes.duplicate()).flip();
		assertThat(this.codec.decode(direct, Expected.ANYTHING)).isEqualTo(new Decoded("text"));
		assertThat(this.codec.decode(bytes.asReadOnlyBuffer(), Expected.ANYTHING)).isEqualTo(new Decoded("text"));
	}

	@Test
	void encodeOfASealedValueThatNobodyDeclaredKnowsItsClasses() {
		ByteBuffer bytes = encode(new Drawing(List.of(new Circle(1))), Expected.ANYTHING);
		assertThat(this.codec.decode(bytes, Expected.ANYTHING))
			.isEqualTo(new Decoded(new Drawing(List.of(new Circle(1)))));
	}

	@Test
	void codecWhoseNumberIsNoneIsRefused() {
		for (byte id : new byte[] { 0, -56 }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new EntryCodec(new Numbered(id), this.types))
				.withMessageContaining("Numbered")
				.withMessageContaining("16 to 127");
		}
	}

	@Test
	void whateverACodecThrowsIsACodecException() {
		EntryCodec failing = new EntryCodec(new Numbered((byte) 16), this.types);
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> failing.encode("cache", "text", Expected.ANYTHING, 0))
			.withMessageContaining("no text");
		ByteBuffer bytes = encode("text", Expected.ANYTHING).put(0, (byte) 16);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> failing.decode(bytes, Expected.ANYTHING))
			.withCauseInstanceOf(StackOverflowError.class);
	}

	private ByteBuffer encode(Object value, Expected expected) {
		return ByteBuffer.wrap(this.codec.encode("cache", value, expected, 0));
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
	 * A sealed type in a list.
	 */
	record Drawing(List<Shape> shapes) {
	}

	/**
	 * A codec that fails as codecs should not.
	 */
	record Numbered(byte id) implements ValueCodec {

		@Override
		public byte[] encode(Object value, Type type) {
			throw new IllegalStateException("no text");
		}

		@Override
		public Object decode(ByteBuffer bytes, Type type) {
			throw new StackOverflowError();
		}

	}

}
