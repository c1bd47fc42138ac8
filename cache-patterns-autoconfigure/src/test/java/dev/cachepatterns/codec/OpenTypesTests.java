package dev.cachepatterns.codec;

import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.cachepatterns.testing.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Values whose declared type does not say of which class they are.
 */
class OpenTypesTests {

	private final TypeRegistry types = new TypeRegistry(List.of(Cat.class));

	private final EntryCodec codec = new EntryCodec(new JsonCodec(this.types), this.types);

	/**
	 * Another JVM, which has stored nothing yet.
	 */
	private final TypeRegistry otherTypes = new TypeRegistry(List.of(Cat.class));

	private final EntryCodec elsewhere = new EntryCodec(new JsonCodec(this.otherTypes), this.otherTypes);

	static List<Object[]> values() {
		List<Object> mixed = new ArrayList<>(
				Arrays.asList("text", 1, 2L, 1.5, true, null, new Cat("Tom"), List.of(1L)));
		return List.of(new Object[] { "objects", mixed },
				new Object[] { "named", Map.of("a", 1L, "b", new Cat("Tom"), "c", Map.of("d", new Cat("Kit"))) },
				new Object[] { "animals", List.of(new Cat("Tom")) },
				new Object[] { "shapes", List.of(new Circle(1), new Square(2)) },
				new Object[] { "drawing",
						new Drawing(new Circle(1), List.of(new Square(2)), Optional.of(new Circle(3))) },
				new Object[] { "shape", new Square(2) }, new Object[] { "holder", new Holder<>(new Square(2)) });
	}

	@ParameterizedTest
	@MethodSource("values")
	void valueIsReadInAnotherJvmByItsDeclaredType(String method, Object value) throws Exception {
		Expected expected = expected(method);
		this.types.declare("cache", expected.type());
		this.otherTypes.declare("cache", expected.type());
		byte[] bytes = this.codec.encode("cache", value, expected, 0);
		assertThat(this.elsewhere.decode(ByteBuffer.wrap(bytes), expected).value()).isEqualTo(value);
		assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Tests", "java.");
	}

	@Test
	void classThatIsNotAllowedIsRefusedWithTheRemedy() throws Exception {
		Expected expected = expected("animals");
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode("cache", List.of(new Dog("Rex")), expected, 0))
			.withMessageContaining(Dog.class.getName())
			.withMessageContaining("cache-patterns.serialization.allowed-types");
	}

	@Test
	void numberOfAClassThatIsNotAllowedIsNotRead() throws Exception {
		Expected expected = expected("animals");
		TypeRegistry lax = new TypeRegistry(List.of(Cat.class, Dog.class));
		byte[] json = new JsonCodec(lax).encode(List.of(new Dog("Rex")), expected.type());
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> new JsonCodec(this.types).decode(ByteBuffer.wrap(json), expected.type()));
	}

	@Test
	void interfaceMayBeAllowed() {
		assertThat(new TypeRegistry(List.of(Animal.class, Cat.class)).id(Cat.class)).isNotNull();
	}

	@Test
	void keyOfAnOpenTypeIsAStringOrRefused() throws Exception {
		Expected expected = expected("keyed");
		byte[] bytes = this.codec.encode("cache", Map.of("a", "b"), expected, 0);
		assertThat(this.codec.decode(ByteBuffer.wrap(bytes), expected).value()).isEqualTo(Map.of("a", "b"));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode("cache", Map.of(1L, "b"), expected, 0))
			.withMessageContaining("declare the type of the keys");
	}

	@Test
	void numberOfAnotherVersionOfAClassIsNotRead() throws Exception {
		Version one = Version.of("public record Voucher(int code) { }");
		Version two = Version.of("public record Voucher(int code, int percent) { }");
		Type objects = expected("objects").type();
		TypeRegistry older = new TypeRegistry(List.of());
		older.declare("other", one.type("Voucher"));
		TypeRegistry newer = new TypeRegistry(List.of());
		newer.declare("other", two.type("Voucher"));
		Object voucher = one.type("Voucher").getDeclaredConstructor(int.class).newInstance(1);
		byte[] json = new JsonCodec(older).encode(List.of(voucher), objects);
		assertThat(new JsonCodec(older).decode(ByteBuffer.wrap(json), objects)).isEqualTo(List.of(voucher));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> new JsonCodec(newer).decode(ByteBuffer.wrap(json), objects));
	}

	@Test
	void classThatWasOnlyStoredIsNotKnownWhereATypeIsOpen() throws Exception {
		this.codec.encode("cache", new Dog("Rex"), Expected.ANYTHING, 0);
		Expected expected = expected("animals");
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode("cache", List.of(new Dog("Rex")), expected, 0));
	}

	@Test
	void schemaOfAnOpenTypeIsThatOfTheAllowedClasses() throws Exception {
		Type animals = expected("animals").type();
		assertThat(new TypeRegistry(List.of(Cat.class, Dog.class)).id(animals)).isNotEqualTo(this.types.id(animals));
		Type texts = expected("texts").type();
		assertThat(new TypeRegistry(List.of(Cat.class, Dog.class)).id(texts)).isEqualTo(this.types.id(texts));
	}

	private static Expected expected(String method) throws Exception {
		return Expected.of(Declarations.class.getDeclaredMethod(method).getGenericReturnType());
	}

	/**
	 * Types as methods declare them.
	 */
	interface Declarations {

		List<Object> objects();

		Map<String, Object> named();

		List<Animal> animals();

		List<Shape> shapes();

		Drawing drawing();

		Shape shape();

		Holder<Shape> holder();

		List<String> texts();

		Map<Object, String> keyed();

	}

	/**
	 * Not sealed.
	 */
	interface Animal {

	}

	/**
	 * An allowed class.
	 */
	record Cat(String name) implements Animal {
	}

	/**
	 * Another.
	 */
	record Dog(String name) implements Animal {
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
	 * Sealed types in fields.
	 */
	record Drawing(Shape first, List<Shape> others, Optional<Shape> last) {
	}

	/**
	 * A generic type.
	 */
	record Holder<T>(T value) {
	}

}
