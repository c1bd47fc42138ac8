package dev.cachepatterns.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.cachepatterns.store.Slot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored is read, for as long as it lives.
 */
public interface ReadContract extends StoreFixture {

	@Test
	default void getWhenNothingStoredIsAbsent() {
		Lookup lookup = store().get(key());
		assertThat(lookup.slot()).isEqualTo(new Slot.Absent());
		assertThat(lookup.live()).isFalse();
	}

	@Test
	default void getWhenNoGenerationYetHasNone() {
		assertThat(store().get(StoreKey.of(Region.of("test", "never used"), "key")).generation()).isEmpty();
	}

	@Test
	default void getWhenPutReturnsThePayloadLive() {
		StoreKey key = key();
		assertThat(store().put(key, bytes("Lima"), LONG)).isTrue();
		Lookup lookup = store().get(key);
		assertThat(lookup.live()).isTrue();
		assertThat(payload(lookup)).isEqualTo(bytes("Lima"));
	}

	@Test
	default void getWhenPutByAnotherInstanceReturnsItsPayload() {
		StoreKey key = key();
		other().put(key, bytes("Lima"), LONG);
		assertThat(payload(store().get(key))).isEqualTo(bytes("Lima"));
	}

	@Test
	default void getAsyncReturnsWhatGetReturns() {
		StoreKey key = key();
		store().put(key, bytes("Lima"), LONG);
		assertThat(store().getAsync(key).toCompletableFuture().join()).isEqualTo(store().get(key));
	}

	@Test
	default void getAsyncWhenNothingStoredIsAbsent() {
		assertThat(store().getAsync(key()).toCompletableFuture().join().slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void getAllReturnsALookupForEachKey() {
		StoreKey stored = key();
		StoreKey missing = key();
		StoreKey elsewhere = StoreKey.of(Region.of("test", "countries"), "PE");
		store().put(stored, bytes("Lima"), LONG);
		store().put(elsewhere, bytes("Peru"), LONG);
		Map<StoreKey, Lookup> found = store().getAll(List.of(stored, missing, elsewhere));
		assertThat(found).containsOnlyKeys(stored, missing, elsewhere);
		assertThat(payload(found.get(stored))).isEqualTo(bytes("Lima"));
		assertThat(found.get(missing).slot()).isEqualTo(new Slot.Absent());
		assertThat(payload(found.get(elsewhere))).isEqualTo(bytes("Peru"));
	}

	@Test
	default void getAllWhenManyKeysReturnsAll() {
		List<StoreKey> keys = java.util.stream.IntStream.range(0, 500)
			.mapToObj((i) -> StoreKey.of(Region.of("test", "many"), "key-" + i))
			.toList();
		keys.forEach((key) -> store().put(key, key.key(), LONG));
		store().getAll(keys).forEach((key, lookup) -> assertThat(payload(lookup)).isEqualTo(key.key()));
	}

	@Test
	default void getAllWhenNoKeysIsEmpty() {
		assertThat(store().getAll(List.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 17, 18, 19, 4096, 1_000_000 })
	default void putKeepsPayloadsOfAnySize(int size) {
		StoreKey key = key();
		byte[] payload = new byte[size];
		Arrays.fill(payload, (byte) 0xff);
		store().put(key, payload, LONG);
		assertThat(payload(store().get(key))).isEqualTo(payload);
	}

	@Test
	default void putKeepsEveryByte() {
		byte[] payload = new byte[256];
		for (int i = 0; i < 256; i++) {
			payload[i] = (byte) i;
		}
		StoreKey key = key();
		store().put(key, payload, LONG);
		assertThat(payload(store().get(key))).isEqualTo(payload);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "ab", "line\nbreak", "tab\t", "{tag}", "}", "naïve", "東京", "\0", "😀" })
	default void putKeepsKeysOfAnyCharactersApart(String name) {
		StoreKey key = StoreKey.of(Region.of("test", "characters"), name);
		store().put(key, bytes("value of " + name), LONG);
		store().put(StoreKey.of(Region.of("test", "characters"), name + "x"), bytes("another"), LONG);
		assertThat(payload(store().get(key))).isEqualTo(bytes("value of " + name));
	}

	@Test
	default void putKeepsBinaryKeysApart() {
		StoreKey one = StoreKey.of(Region.of("test", "binary"), new byte[] { 0, (byte) 0xff, (byte) 0xfe });
		StoreKey two = StoreKey.of(Region.of("test", "binary"), new byte[] { 0, (byte) 0xff, (byte) 0xfd });
		store().put(one, bytes("one"), LONG);
		store().put(two, bytes("two"), LONG);
		assertThat(payload(store().get(one))).isEqualTo(bytes("one"));
		assertThat(payload(store().get(two))).isEqualTo(bytes("two"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a:b", "a}:b", "{a}", "a%7D", "", "a b" })
	default void putKeepsCachesApart(String cache) {
		store().put(StoreKey.of(Region.of("test", cache), "key"), bytes(cache), LONG);
		store().put(StoreKey.of(Region.of("test", cache + "}"), "key"), bytes("another"), LONG);
		assertThat(payload(store().get(StoreKey.of(Region.of("test", cache), "key")))).isEqualTo(bytes(cache));
	}

	@Test
	default void putReplacesWhatIsThere() {
		StoreKey key = key();
		store().put(key, bytes("old"), LONG);
		assertThat(store().put(key, bytes("new"), LONG)).isTrue();
		assertThat(payload(store().get(key))).isEqualTo(bytes("new"));
	}

	@Test
	default void putGivesEveryValueAStampOfItsOwn() {
		StoreKey key = key();
		store().put(key, bytes("same"), LONG);
		long first = store().get(key).slot().stamp();
		store().put(key, bytes("same"), LONG);
		assertThat(store().get(key).slot().stamp()).isNotEqualTo(first).isNotEqualTo(Slot.ABSENT);
	}

	@Test
	default void putWhenTtlIsOverIsAbsent() {
		StoreKey key = key();
		store().put(key, bytes("short"), SHORT);
		pass(SHORT);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void putWhenTtlIsNotOverIsThere() {
		StoreKey key = key();
		store().put(key, bytes("long"), LONG);
		pass(SHORT);
		assertThat(store().get(key).live()).isTrue();
	}

	@Test
	default void putStartsTheTtlAnew() {
		StoreKey key = key();
		store().put(key, bytes("short"), SHORT);
		store().put(key, bytes("long"), LONG);
		pass(SHORT);
		assertThat(payload(store().get(key))).isEqualTo(bytes("long"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 31, 365, 1_000_000_000 })
	default void putWhenTtlIsDaysKeepsTheValue(long days) {
		StoreKey key = key();
		store().put(key, bytes("for long"), Duration.ofDays(days));
		assertThat(payload(store().get(key))).isEqualTo(bytes("for long"));
	}

	static byte[] payload(Lookup lookup) {
		assertThat(lookup.slot()).isInstanceOf(Entry.class);
		ByteBuffer payload = ((Entry) lookup.slot()).payload().duplicate();
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

}
