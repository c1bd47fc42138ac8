package dev.cachepatterns.store;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compare-and-replace, compare-and-remove, invalidation.
 */
public interface CompareContract extends StoreFixture {

	@Test
	default void replaceWhenAbsentIsExpectedStores() {
		StoreKey key = key();
		Entry entry = value(key, "Lima");
		assertThat(store().replace(key, Slot.ABSENT, entry, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(entry);
	}

	@Test
	default void replaceWhenAbsentIsExpectedAndSomethingIsThereRefuses() {
		StoreKey key = key();
		Entry first = stored(key, "first");
		assertThat(store().replace(key, Slot.ABSENT, value(key, "second"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(first);
	}

	@Test
	default void replaceWhenStampIsTheOneSeenStores() {
		StoreKey key = key();
		Entry first = stored(key, "first");
		Entry second = value(key, "second");
		assertThat(store().replace(key, first.stamp(), second, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(second);
	}

	@Test
	default void replaceWhenStampHasChangedRefuses() {
		StoreKey key = key();
		Entry first = stored(key, "first");
		store().put(key, bytes("second"), LONG);
		assertThat(store().replace(key, first.stamp(), value(key, "third"), LONG)).isFalse();
		assertThat(ReadContract.payload(store().get(key))).isEqualTo(bytes("second"));
	}

	@Test
	default void replaceWhenTheSeenEntryIsGoneRefuses() {
		StoreKey key = key();
		assertThat(store().replace(key, random(), value(key, "late"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void replaceWhenSentTwiceIsStillStored() {
		StoreKey key = key();
		Entry first = stored(key, "first");
		Entry second = value(key, "second");
		assertThat(store().replace(key, first.stamp(), second, LONG)).isTrue();
		assertThat(store().replace(key, first.stamp(), second, LONG)).isTrue();
	}

	@Test
	default void replaceTurnsALeaseIntoItsValue() {
		StoreKey key = key();
		long generation = store().generation(key).orElseThrow();
		Entry lease = Entry.lease(random(), generation);
		assertThat(store().replace(key, Slot.ABSENT, lease, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(lease);
		Entry value = Entry.value(random(), generation, bytes("loaded"));
		assertThat(store().replace(key, lease.stamp(), value, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(value);
	}

	@Test
	default void replaceWhenLeaseIsAnothersRefuses() {
		StoreKey key = key();
		long generation = store().generation(key).orElseThrow();
		store().replace(key, Slot.ABSENT, Entry.lease(random(), generation), LONG);
		assertThat(store().replace(key, random(), value(key, "not mine"), LONG)).isFalse();
	}

	@Test
	default void replaceWhenLeaseHasExpiredRefuses() {
		StoreKey key = key();
		Entry lease = Entry.lease(random(), store().generation(key).orElseThrow());
		store().replace(key, Slot.ABSENT, lease, SHORT);
		pass(SHORT);
		assertThat(store().replace(key, lease.stamp(), value(key, "late"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void replaceGivesTheEntryItsOwnTtl() {
		StoreKey key = key();
		Entry first = stored(key, "first");
		store().replace(key, first.stamp(), value(key, "second"), SHORT);
		pass(SHORT);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void removeWhenStampIsTheOneSeenRemoves() {
		StoreKey key = key();
		Entry entry = stored(key, "Lima");
		assertThat(store().remove(key, entry.stamp())).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void removeWhenStampHasChangedKeepsTheNewValue() {
		StoreKey key = key();
		Entry entry = stored(key, "old");
		store().put(key, bytes("new"), LONG);
		assertThat(store().remove(key, entry.stamp())).isFalse();
		assertThat(ReadContract.payload(store().get(key))).isEqualTo(bytes("new"));
	}

	@Test
	default void removeWhenNothingIsThereIsFalse() {
		assertThat(store().remove(key(), random())).isFalse();
	}

	@Test
	default void invalidateRemovesAndTellsThatAValueWasThere() {
		StoreKey key = key();
		stored(key, "Lima");
		assertThat(store().invalidate(key)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void invalidateWhenNothingIsThereIsFalse() {
		assertThat(store().invalidate(key())).isFalse();
	}

	@Test
	default void invalidateEndsALeaseAndIsFalse() {
		StoreKey key = key();
		Entry lease = Entry.lease(random(), store().generation(key).orElseThrow());
		store().replace(key, Slot.ABSENT, lease, LONG);
		assertThat(store().invalidate(key)).isFalse();
		assertThat(store().replace(key, lease.stamp(), value(key, "old"), LONG)).isFalse();
	}

	@Test
	default void invalidateWhenClearedIsFalse() {
		StoreKey key = key();
		stored(key, "Lima");
		store().clear(key.region());
		assertThat(store().invalidate(key)).isFalse();
	}

	@Test
	default void invalidateByAnotherInstanceIsSeenAtOnce() {
		StoreKey key = key();
		stored(key, "Lima");
		other().invalidate(key);
		assertThat(store().get(key).live()).isFalse();
	}

}
