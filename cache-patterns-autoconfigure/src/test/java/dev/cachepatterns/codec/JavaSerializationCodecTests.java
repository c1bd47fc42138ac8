package dev.cachepatterns.codec;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JavaSerializationCodec}.
 */
class JavaSerializationCodecTests {

	private final JavaSerializationCodec codec = new JavaSerializationCodec(List.of(Allowed.class.getName()));

	static List<Object> values() {
		return List.of("text", 1L, new BigDecimal("1.10"), UUID.randomUUID(), Instant.EPOCH, Duration.ofDays(1),
				new byte[] { 1 }, new Allowed("a"), List.of(new Allowed("a")), new ArrayList<>(List.of(1)),
				Set.of(1, 2), Map.of("a", new Allowed("a")), new TreeMap<>(Map.of("a", 1)), EnumSet.of(TimeUnit.DAYS),
				new ConcurrentHashMap<>(Map.of("a", 1)), new CopyOnWriteArrayList<>(List.of(1)),
				new AbstractMap.SimpleEntry<>("a", 1), new BitSet(), URI.create("http://localhost"),
				new java.sql.Timestamp(1), TimeZone.getTimeZone("Europe/Berlin"), new Allowed[] { new Allowed("a") },
				List.of(List.of(Map.of(1, "a"))));
	}

	@ParameterizedTest
	@MethodSource("values")
	void valueIsReadAsItWasWritten(Object value) {
		byte[] bytes = this.codec.encode(value, value.getClass());
		assertThat(this.codec.decode(ByteBuffer.wrap(bytes), value.getClass())).isEqualTo(value);
	}

	@Test
	void classThatIsNotAllowedIsNeitherWrittenNorRead() throws Exception {
		for (Object value : List.of(new Gadget(), List.of(new Gadget()),
				new EnumMap<>(Map.of(Thread.State.NEW, "a")))) {
			Gadget.read = false;
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.codec.encode(value, value.getClass()))
				.withMessageContaining("cache-patterns.serialization.allowed-types");
			ByteBuffer foreign = serialized(value);
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.codec.decode(foreign, Object.class));
			assertThat(Gadget.read).isFalse();
		}
	}

	@Test
	void refusalNamesTheClassOrTheLimit() {
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.encode(List.of(new Gadget()), List.class))
			.withMessageContaining(Gadget.class.getName());
		List<Object> deep = new ArrayList<>();
		for (int i = 0; i < 70; i++) {
			deep = new ArrayList<>(List.of(deep));
		}
		List<Object> value = deep;
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.codec.encode(value, List.class))
			.withMessageContaining("nested deeper")
			.withMessageContaining("maxdepth=64");
	}

	@Test
	void packageCanBeAllowed() {
		String name = getClass().getPackageName();
		for (String allowed : List.of(name + ".*", "dev.**")) {
			Object value = new JavaSerializationCodec(List.of(allowed)).decode(serialized(new Allowed("a")),
					Allowed.class);
			assertThat(value).isEqualTo(new Allowed("a"));
		}
		assertThatExceptionOfType(CodecException.class).isThrownBy(
				() -> new JavaSerializationCodec(List.of("dev.*")).decode(serialized(new Allowed("a")), Allowed.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "!a.B", "a.B;*", "maxdepth=1", "" })
	void namesThatAreNoneAreRefused(String allowed) {
		assertThatIllegalArgumentException().isThrownBy(() -> new JavaSerializationCodec(List.of(allowed)));
	}

	@Test
	void bytesThatAreNoneOrOfAnotherTypeAreACodecException() {
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(ByteBuffer.wrap(new byte[] { 1, 2, 3 }), String.class));
		assertThatExceptionOfType(CodecException.class)
			.isThrownBy(() -> this.codec.decode(serialized("text"), Integer.class));
	}

	@Test
	void valueThatIsNotSerializableIsACodecException() {
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> this.codec.encode(this, getClass()))
			.withMessageContaining("cannot be serialized");
	}

	private static ByteBuffer serialized(Object value) {
		try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
			out.flush();
			return ByteBuffer.wrap(bytes.toByteArray());
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	/**
	 * A class of the application.
	 */
	record Allowed(String name) implements Serializable {
	}

	/**
	 * A class that does something when it is read.
	 */
	static final class Gadget implements Serializable {

		private static boolean read;

		private Object readResolve() {
			read = true;
			return this;
		}

	}

}
