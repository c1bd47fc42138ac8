package dev.cachepatterns.codec;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.cachepatterns.testing.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Schema}: which changes of a class make its stored values another
 * version's.
 */
class SchemaTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					record A(int x) { }            | record A(int x, int y) { }          | field added
					record A(int x, int y) { }     | record A(int x) { }                 | field removed
					record A(int x) { }            | record A(int y) { }                 | field renamed
					record A(int x) { }            | record A(long x) { }                | type changed
					record A(List<String> x) { }   | record A(List<Integer> x) { }       | generic changed
					class A { int x; }             | class A { int x; String y; }        | field added to a class
					enum A { ONE }                 | enum A { ONE, TWO }                 | constant added
					record A(int x) { }            | record A(@JsonProperty("y") int x) { } | name in JSON changed
					record A(B b) { record B() { } } | record A(B b) { record B(int x) { } } | field of a field added
					record A(List<B[]> b) { record B() { } } | record A(List<B[]> b) { record B(int x) { } } | in a container
					class A { C c; static class B { } static class C extends B { } } | class A { C c; static class B { int x; } static class C extends B { } } | in the superclass
					interface A { record B() implements A { } } | interface A { record B(int x) implements A { } } | in a permitted class
					""")
	void changeOfAClassIsAnotherSchema(String before, String after, String change) {
		assertThat(schema(before)).as(change).isNotEqualTo(schema(after));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			record A(int x, int y) { }     | record A(int y, int x) { }          | order
			class A { int x; }             | class A { int x; static int y; transient int z; } | what is not stored
			record A(int x) { }            | record A(int x) { int twice() { return 2 * x; } } | methods
			record A(List<A> x) { }        | record A(List<A> x) { static final int VERSION = 2; } | recursion
			""")
	void changeOfWhatIsNotStoredIsTheSameSchema(String before, String after, String change) {
		assertThat(schema(before)).as(change).isEqualTo(schema(after));
	}

	@Test
	void sealedClassesAreFoundWhereverTheyAre() {
		Class<?> type = Version.of("public record A(List<B> b) { sealed interface B { } record C() implements B { } }")
			.type("A");
		assertThat(new Schema(type, List.of()).sealed()).singleElement().hasToString("interface shop.A$B");
	}

	private static String schema(String source) {
		String sealed = source.startsWith("interface") ? "sealed " : "";
		Class<?> type = Version.of("public " + sealed + source.trim()).type("A");
		return new Schema(type, List.of()).toString();
	}

}
