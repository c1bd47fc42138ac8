package dev.cachepatterns.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.cachepatterns.testing.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Schema}: which changes of a class make its stored values another
 * version's.
 */
class SchemaTests {

	static List<Arguments> changes() {
		return List.of(arguments("record A(int x) { }", "record A(int x, int y) { }", "field added"),
				arguments("record A(int x, int y) { }", "record A(int x) { }", "field removed"),
				arguments("record A(int x) { }", "record A(int y) { }", "field renamed"),
				arguments("record A(int x) { }", "record A(long x) { }", "type changed"),
				arguments("record A(List<String> x) { }", "record A(List<Integer> x) { }", "generic changed"),
				arguments("class A { int x; }", "class A { int x; String y; }", "field added to a class"),
				arguments("enum A { ONE }", "enum A { ONE, TWO }", "constant added"),
				arguments("record A(int x) { }", "record A(@JsonProperty(\"y\") int x) { }", "name in JSON changed"),
				arguments("record A(B b) { record B() { } }", "record A(B b) { record B(int x) { } }",
						"field of a field added"),
				arguments("record A(List<B[]> b) { record B() { } }", "record A(List<B[]> b) { record B(int x) { } }",
						"in a container"),
				arguments("class A { C c; static class B { } static class C extends B { } }",
						"class A { C c; static class B { int x; } static class C extends B { } }", "in the superclass"),
				arguments("class A extends C<A.B> { record B() { } } class C<T> { T x; }",
						"class A extends C<A.B> { record B(int y) { } } class C<T> { T x; }",
						"in an argument of the superclass"),
				arguments("record A(C<?> c) { record B() { } } class C<T extends A.B> { T x; }",
						"record A(C<?> c) { record B(int y) { } } class C<T extends A.B> { T x; }",
						"in the bound of a variable"),
				arguments("@tools.jackson.databind.annotation.JsonNaming class A { int x; }", "class A { int x; }",
						"annotation of databind"),
				arguments("interface A { record B() implements A { } }",
						"interface A { record B(int x) implements A { } }", "in a permitted class"));
	}

	@ParameterizedTest
	@MethodSource("changes")
	void changeOfAClassIsAnotherSchema(String before, String after, String change) {
		assertThat(schema(before)).as(change).isNotEqualTo(schema(after));
	}

	static List<Arguments> unchanged() {
		return List.of(arguments("record A(int x, int y) { }", "record A(int y, int x) { }", "order"),
				arguments("class A { int x; }", "class A { int x; static int y; transient int z; }",
						"what is not stored"),
				arguments("record A(int x) { }", "record A(int x) { int twice() { return 2 * x; } }", "methods"),
				arguments("class A extends ArrayList<String> { int x; }",
						"class A extends ArrayList<String> { int x; void f() { } }", "the JDK's fields"),
				arguments("record A(List<A> x) { }", "record A(List<A> x) { static final int VERSION = 2; }",
						"recursion"));
	}

	@ParameterizedTest
	@MethodSource("unchanged")
	void changeOfWhatIsNotStoredIsTheSameSchema(String before, String after, String change) {
		assertThat(schema(before)).as(change).isEqualTo(schema(after));
	}

	@Test
	void sealedClassesAreFoundWhereverTheyAre() {
		Class<?> type = Version.of("public record A(List<B> b) { sealed interface B { } record C() implements B { } }")
			.type("A");
		assertThat(new Schema(type, List.of()).sealed()).singleElement().hasToString("interface shop.A$B");
	}

	@Test
	void schemaHasNoFieldsOfTheJdkAndTheNamesOfConstants() {
		assertThat(schema("class A extends ArrayList<String> { int x; }")).isEqualTo("shop.A[x:int]");
		assertThat(schema("enum A { ONE; public String toString() { return null; } }")).isEqualTo("shop.A[ONE]");
	}

	@Test
	void annotationIsItsNameAndItsSortedMembers() {
		assertThat(schema("@JsonSubTypes(@JsonSubTypes.Type(A.B.class)) interface A { record B() implements A { } }"))
			.startsWith("shop.A@com.fasterxml.jackson.annotation.JsonSubTypes(failOnRepeatedNames=false, value={"
					+ "@com.fasterxml.jackson.annotation.JsonSubTypes$Type(name=, names={}, value=shop.A$B)})");
	}

	@Test
	void classThatCannotBeLoadedIsItsName() throws Exception {
		Version version = Version.of("public class A { Gone gone; int x; } class Gone { }");
		Path classes = Path.of(version.type("A").getProtectionDomain().getCodeSource().getLocation().toURI());
		Files.delete(classes.resolve("shop/Gone.class"));
		assertThat(new Schema(version.type("A"), List.of())).hasToString("shop.A[?]");
	}

	private static String schema(String source) {
		String sealed = source.startsWith("interface") ? "sealed " : "";
		String annotation = source.startsWith("@") ? source.substring(0, source.indexOf(' ') + 1) : "";
		Class<?> type = Version.of(annotation + "public " + sealed + source.substring(annotation.length()).trim())
			.type("A");
		return new Schema(type, List.of()).toString();
	}

}
