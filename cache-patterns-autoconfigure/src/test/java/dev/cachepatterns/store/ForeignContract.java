package dev.cachepatterns.store;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Absent;
import dev.cachepatterns.store.Slot.Entry;
import dev.cachepatterns.store.Slot.Unknown;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values of another version's format: nobody touches them, and writers end them with
 * their generation. Another entry of their bucket stands for them here, as it dies with
 * the same generation.
 */
public interface ForeignContract extends StoreFixture {

	/**
	 * Puts bytes of no known format under a key.
	 */
	void plant(StoreKey key);

	/**
	 * Whether those very bytes still stand there.
	 */
	boolean isPlanted(StoreKey key);

	@Test
	default void readersAndEntriesLeaveForeignBytesAlone() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		assertThat(store().get(key).slot()).isEqualTo(new Unknown());
		assertThat(store().get(key).live()).isFalse();
		assertThat(store().replace(key, Slot.ABSENT, value(key, "fill"), LONG)).isFalse();
		assertThat(store().replace(key, random(), value(key, "fill"), LONG)).isFalse();
		assertThat(store().remove(key, Slot.ABSENT)).isFalse();
		assertThat(isPlanted(key)).isTrue();
		assertThat(store().get(sibling).live()).isTrue();
	}

	@Test
	default void enterOnForeignBytesIsAnIntentOfTheirBucket() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		assertThat(store().enter(key, 1, LONG)).isEmpty();
		assertThat(isPlanted(key)).isTrue();
		assertThat(other().get(sibling).live()).isFalse();
		assertThat(other().generation(key)).isEmpty();
		assertThat(other().put(sibling, bytes("in vain"), LONG)).isFalse();
		assertThat(other().enter(sibling, 2, LONG)).isEmpty();
	}

	@Test
	default void exitOnForeignBytesEndsTheirGeneration() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		store().enter(key, 1, LONG);
		store().leave(key, 1);
		assertThat(isPlanted(key)).isTrue();
		assertDead(sibling);
	}

	@Test
	default void publishOnForeignBytesStoresNothingAndEndsTheirGeneration() {
		StoreKey key = foreign();
		Entry entry = value(key, "new");
		StoreKey sibling = liveSibling(key);
		store().enter(key, 1, LONG);
		assertThat(store().publish(key, 1, entry, LONG)).isFalse();
		assertThat(store().publish(key, 1, entry, LONG)).isFalse();
		assertThat(isPlanted(key)).isTrue();
		assertDead(sibling);
	}

	@Test
	default void exitWhenForeignBytesHaveVanishedEndsTheIntentOfTheirBucket() {
		StoreKey key = foreign();
		store().enter(key, 1, LONG);
		store().delete(key);
		assertThat(store().get(key).slot()).isEqualTo(new Absent());
		assertThat(other().generation(key)).isEmpty();
		store().leave(key, 1);
		assertThat(other().generation(key)).isPresent();
	}

	@Test
	default void exitWhenAnotherWriterHasTheKeyEndsTheIntentOfTheBucket() {
		StoreKey key = foreign();
		store().enter(key, 1, LONG);
		store().delete(key);
		assertThat(other().enter(key, 2, LONG)).isEmpty();
		store().leave(key, 1);
		assertThat(store().generation(key)).isPresent();
		assertThat(other().publish(key, 2, value(key, "overlapped"), LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Absent());
	}

	@Test
	default void exitWhenForeignBytesHaveComeEndsTheirGeneration() {
		StoreKey key = key();
		store().enter(key, 1, SHORT);
		outlast(SHORT);
		StoreKey sibling = liveSibling(key);
		plant(key);
		store().leave(key, 1);
		assertThat(isPlanted(key)).isTrue();
		assertDead(sibling);
	}

	@Test
	default void exitLeavesTheIntentsOfOthersOnTheBucket() {
		StoreKey key = foreign();
		store().enter(key, 1, LONG);
		other().enter(key, 2, LONG);
		store().leave(key, 1);
		assertThat(store().generation(key)).isEmpty();
		store().leave(key, 3);
		assertThat(store().generation(key)).isEmpty();
		assertThat(store().invalidate(key)).isFalse();
		assertThat(store().generation(key)).isEmpty();
		other().leave(key, 2);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void exitOfOneKeyLeavesTheIntentOfAnotherOnTheBucket() {
		StoreKey key = foreign();
		StoreKey sibling = sameBucket(key);
		store().enter(sibling, 2, LONG);
		store().enter(key, 1, LONG);
		store().leave(sibling, 2);
		store().leave(sibling, 2);
		assertThat(store().generation(key)).isEmpty();
		store().leave(key, 1);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void enterOnForeignBytesWhenNobodyLeavesEndsWithItsTime() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		store().enter(key, 1, SHORT);
		outlast(SHORT);
		assertDead(sibling);
	}

	@Test
	default void enterOnForeignBytesTwiceIsEnteringOnce() {
		StoreKey key = foreign();
		store().enter(key, 1, LONG);
		store().enter(key, 1, LONG);
		store().leave(key, 1);
		assertThat(store().generation(key)).isPresent();
		store().leave(key, 1);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void clearAndIntentOfABucketEndEachForItself() {
		StoreKey key = foreign();
		store().enter(key, 1, LONG);
		other().enterClear(key.region(), 2, LONG);
		store().leave(key, 1);
		assertThat(store().generation(key)).isEmpty();
		other().leaveClear(key.region(), 2);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void invalidateOnForeignBytesEndsTheirGeneration() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		assertThat(store().invalidate(key)).isFalse();
		assertThat(isPlanted(key)).isTrue();
		assertDead(sibling);
	}

	@Test
	default void putOnForeignBytesStoresNothingAndEndsTheirGeneration() {
		StoreKey key = foreign();
		StoreKey sibling = liveSibling(key);
		assertThat(store().put(key, bytes("put"), LONG)).isFalse();
		assertThat(isPlanted(key)).isTrue();
		assertDead(sibling);
	}

	/**
	 * In a cache of its own: some tests leave its bucket with an intent.
	 */
	private StoreKey foreign() {
		StoreKey key = StoreKey.of(Region.of("test", "foreign-" + random()), "key");
		store().generation(key);
		plant(key);
		return key;
	}

	private StoreKey liveSibling(StoreKey key) {
		StoreKey sibling = sameBucket(key);
		store().put(sibling, bytes("sibling"), LONG);
		assertThat(store().get(sibling).live()).isTrue();
		return sibling;
	}

	/**
	 * Dead, and not only for as long as there is no generation.
	 */
	private void assertDead(StoreKey sibling) {
		assertThat(other().get(sibling).live()).isFalse();
		assertThat(other().generation(sibling)).isPresent();
		assertThat(other().get(sibling).live()).isFalse();
	}

}
