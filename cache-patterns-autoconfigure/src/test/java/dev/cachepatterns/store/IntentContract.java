package dev.cachepatterns.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.Slot.Intent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of a write intent.
 */
public interface IntentContract extends StoreFixture {

	@Test
	default void enterReplacesAValueAndReturnsTheGeneration() {
		StoreKey key = key();
		Entry value = stored(key, "old");
		assertThat(store().enter(key, 1, LONG)).hasValue(value.generation());
		Slot slot = store().get(key).slot();
		assertThat(slot).isInstanceOf(Intent.class);
		assertThat(((Intent) slot).deadlines()).containsOnlyKeys(1L);
		assertThat(((Intent) slot).dirty()).isFalse();
	}

	@Test
	default void enterWhenThereIsNoGenerationMakesOne() {
		StoreKey key = StoreKey.of(Region.of("test", "fresh-" + random()), "key");
		assertThat(store().enter(key, 1, LONG)).isEqualTo(store().generation(key));
	}

	@Test
	default void enterTwiceWithOneTokenIsEnteringOnce() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().enter(key, 1, LONG);
		assertThat(intent(key).deadlines()).containsOnlyKeys(1L);
		assertThat(intent(key).dirty()).isFalse();
	}

	@Test
	default void enterWhenAnotherIsInIsDirty() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		other().enter(key, 2, LONG);
		assertThat(intent(key).deadlines()).containsOnlyKeys(1L, 2L);
		assertThat(intent(key).dirty()).isTrue();
	}

	@Test
	default void enterForgetsWritersPastTheirDeadlineAndIsDirty() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().enter(key, 2, Duration.ofMillis(1));
		outlast(SHORT);
		store().enter(key, 3, LONG);
		assertThat(intent(key).deadlines()).containsOnlyKeys(1L, 3L);
		assertThat(intent(key).dirty()).isTrue();
	}

	@Test
	default void intentRefusesPutAndReplaceAndRemove() {
		StoreKey key = key();
		Entry old = stored(key, "old");
		store().enter(key, 1, LONG);
		assertThat(store().put(key, bytes("put"), LONG)).isFalse();
		assertThat(store().replace(key, old.stamp(), value(key, "filled"), LONG)).isFalse();
		assertThat(store().replace(key, Slot.ABSENT, value(key, "filled"), LONG)).isFalse();
		assertThat(store().remove(key, old.stamp())).isFalse();
		assertThat(store().remove(key, 1)).isFalse();
		assertThat(intent(key).deadlines()).containsOnlyKeys(1L);
	}

	@Test
	default void invalidateLeavesAnIntentDirty() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		assertThat(store().invalidate(key)).isFalse();
		assertThat(intent(key).dirty()).isTrue();
		assertThat(store().publish(key, 1, value(key, "new"), LONG)).isFalse();
	}

	@Test
	default void invalidateKeepsTheTimeOfAnIntent() {
		StoreKey key = key();
		store().enter(key, 1, SHORT);
		store().invalidate(key);
		outlast(SHORT);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void publishWhenAloneStoresTheValue() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		Entry entry = value(key, "new");
		assertThat(store().publish(key, 1, entry, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(entry);
	}

	@Test
	default void publishWhenSentTwiceIsStillStored() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		Entry entry = value(key, "new");
		store().publish(key, 1, entry, LONG);
		assertThat(store().publish(key, 1, entry, LONG)).isTrue();
		assertThat(store().get(key).slot()).isEqualTo(entry);
	}

	@Test
	default void publishWhenWritersOverlappedStoresNothing() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().enter(key, 2, LONG);
		assertThat(store().publish(key, 1, value(key, "one"), LONG)).isFalse();
		assertThat(intent(key).deadlines()).containsOnlyKeys(2L);
		assertThat(store().publish(key, 2, value(key, "two"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void publishWhenTokenIsGoneRemovesAValueOfAReader() {
		StoreKey key = key();
		store().enter(key, 1, SHORT);
		outlast(SHORT);
		stored(key, "read while the writer was paused");
		assertThat(store().publish(key, 1, value(key, "new"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void publishWhenTokenIsGoneLeavesTheIntentOfOthersDirty() {
		StoreKey key = key();
		store().enter(key, 1, SHORT);
		outlast(SHORT);
		store().enter(key, 2, LONG);
		assertThat(store().publish(key, 1, value(key, "late"), LONG)).isFalse();
		assertThat(intent(key).dirty()).isTrue();
		assertThat(store().publish(key, 2, value(key, "new"), LONG)).isFalse();
	}

	@Test
	default void leaveWhenAloneRemoves() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().leave(key, 1);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void leaveWhenTokenIsGoneRemovesAValue() {
		StoreKey key = key();
		stored(key, "read meanwhile");
		store().leave(key, 1);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void leaveWhenOthersAreInLeavesThemDirty() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().enter(key, 2, LONG);
		store().leave(key, 1);
		assertThat(intent(key).deadlines()).containsOnlyKeys(2L);
		assertThat(intent(key).dirty()).isTrue();
	}

	@Test
	default void intentVanishesAfterTheLastDeadline() {
		StoreKey key = key();
		store().enter(key, 1, SHORT);
		outlast(SHORT);
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void clearLeavesAnIntent() {
		StoreKey key = key();
		store().enter(key, 1, LONG);
		store().clear(key.region());
		assertThat(intent(key).deadlines()).containsOnlyKeys(1L);
	}

	@Test
	default void publishUnderTheGenerationBeforeAClearIsDead() {
		StoreKey key = key();
		long generation = store().enter(key, 1, LONG).orElseThrow();
		store().clear(key.region());
		store().generation(key);
		store().publish(key, 1, Entry.value(random(), generation, bytes("before")), LONG);
		assertThat(store().get(key).live()).isFalse();
	}

	private Intent intent(StoreKey key) {
		Slot slot = store().get(key).slot();
		assertThat(slot).isInstanceOf(Intent.class);
		return (Intent) slot;
	}

}
