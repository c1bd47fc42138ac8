package dev.cachepatterns.codec;

import java.nio.ByteBuffer;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.codec.EntryCodec.Decoded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Variant}, through {@link EntryCodec}: entries with several forms of
 * their value.
 */
class VariantTests {

	private final TypeRegistry types = new TypeRegistry(List.of());

	private final EntryCodec codec = new EntryCodec(new JsonCodec(this.types), this.types);

	@Test
	void addWhenMethodsShareAKeyAnswersBoth() {
		ByteBuffer entry = add("long", 1, encode("short", 2));
		assertThat(decode(entry, 1)).isEqualTo(new Decoded("long"));
		assertThat(decode(entry, 2)).isEqualTo(new Decoded("short"));
		assertThat(decode(entry, 3)).isNull();
	}

	@Test
	void addWhenTheSameMethodHasOneReplacesIt() {
		ByteBuffer entry = add("newer", 1, add("other", 2, encode("older", 1)));
		assertThat(decode(entry, 1)).isEqualTo(new Decoded("newer"));
		assertThat(entry.remaining()).isEqualTo(add("newer", 1, encode("other", 2)).remaining());
	}

	@Test
	void addWhenThereIsNoRoomDropsTheOldest() {
		ByteBuffer entry = encode("1", 1);
		for (int origin = 2; origin <= EntryCodec.VARIANTS + 1; origin++) {
			entry = add(String.valueOf(origin), origin, entry);
		}
		assertThat(decode(entry, 1)).isNull();
		for (int origin = 2; origin <= EntryCodec.VARIANTS + 1; origin++) {
			assertThat(decode(entry, origin)).isEqualTo(new Decoded(String.valueOf(origin)));
		}
	}

	@Test
	void addOfNullReplacesWhatItAnswers() {
		ByteBuffer entry = add(null, 1, add("text", 1, encode("other", 2)));
		assertThat(decode(entry, 1)).isEqualTo(new Decoded(null));
		assertThat(decode(entry, 2)).isEqualTo(new Decoded("other"));
		assertThat(entry.remaining()).isEqualTo(add(null, 1, encode("other", 2)).remaining());
	}

	@Test
	void callerThatTakesAnythingGetsTheNewest() {
		assertThat(decode(add("newer", 1, encode("older", 2)), 0)).isEqualTo(new Decoded("newer"));
	}

	@Test
	void variantOfAnotherCodecOrEncryptedIsPassedOver() {
		ByteBuffer entry = add("mine", 1, encode("theirs", 2));
		byte mark = entry.get(0);
		entry.put(0, (byte) (mark & 0x80 | 17));
		assertThat(decode(entry, 0)).isEqualTo(new Decoded("theirs"));
		entry.put(0, mark).put(1, (byte) 9);
		assertThat(decode(entry, 0)).isEqualTo(new Decoded("theirs"));
		entry.put(1, (byte) 0);
		assertThat(decode(entry, 0)).isEqualTo(new Decoded("mine"));
	}

	@Test
	void attributesThatAreNotKnownAreSkippedAndKept() {
		ByteBuffer tagged = withTags(encode("tagged", 1), new byte[] { 7, 1, 7 });
		assertThat(decode(tagged, 1).value()).isEqualTo("tagged");
		ByteBuffer entry = add("new", 2, tagged);
		assertThat(decode(entry, 1).value()).isEqualTo("tagged");
		assertThat(entry.remaining()).isEqualTo(add("new", 2, encode("tagged", 1)).remaining() + 3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 23, 25, 30, 52 })
	void tornEntryIsACodecException(int length) {
		ByteBuffer whole = add("mine", 1, encode("theirs", 2));
		assertThat(whole.remaining()).isGreaterThan(52);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> decode(whole.slice(0, length), 2));
	}

	@Test
	void lengthsThatLieAreACodecException() {
		for (int lie : new int[] { Integer.MIN_VALUE, -1, Integer.MAX_VALUE }) {
			ByteBuffer entry = add("mine", 1, encode("theirs", 2)).putInt(24, lie);
			assertThatExceptionOfType(CodecException.class).isThrownBy(() -> decode(entry, 2));
		}
		ByteBuffer tags = encode("mine", 1).putShort(22, (short) -1);
		assertThatExceptionOfType(CodecException.class).isThrownBy(() -> decode(tags, 1));
	}

	private ByteBuffer encode(Object value, int origin) {
		return ByteBuffer.wrap(this.codec.encode("cache", value, new Expected(String.class, origin), 0));
	}

	private ByteBuffer add(Object value, int origin, ByteBuffer entry) {
		return ByteBuffer.wrap(this.codec.add(encode(value, origin).array(), entry));
	}

	private Decoded decode(ByteBuffer entry, int origin) {
		return this.codec.decode(entry, new Expected(String.class, origin));
	}

	private static ByteBuffer withTags(ByteBuffer entry, byte[] tags) {
		return ByteBuffer.allocate(entry.remaining() + tags.length)
			.put(entry.slice(0, 22))
			.putShort((short) tags.length)
			.put(tags)
			.put(entry.slice(24, entry.remaining() - 24))
			.flip();
	}

}
