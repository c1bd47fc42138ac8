package dev.cachepatterns.store;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generations, clear, and a backend that restarts.
 */
public interface GenerationContract extends StoreFixture {

	@Test
	default void generationIsMadeOnce() {
		StoreKey key = key();
		long first = store().generation(key).orElseThrow();
		assertThat(store().generation(key)).hasValue(first);
		assertThat(other().generation(key)).hasValue(first);
		assertThat(store().get(key).generation()).hasValue(first);
	}

	@Test
	default void generationIsSharedByABucket() {
		StoreKey key = key();
		assertThat(store().generation(sameBucket(key))).isEqualTo(store().generation(key));
	}

	@Test
	default void generationIsNotSharedByCaches() {
		assertThat(store().generation(StoreKey.of(Region.of("test", "one"), "key")))
			.isNotEqualTo(store().generation(StoreKey.of(Region.of("test", "two"), "key")));
	}

	@Test
	default void clearMakesEveryEntryDead() {
		for (int i = 0; i < 1000; i++) {
			store().put(StoreKey.of(Region.of("test", "cleared"), "key-" + i), bytes("value"), LONG);
		}
		store().clear(Region.of("test", "cleared"));
		for (int i = 0; i < 1000; i++) {
			assertThat(store().get(StoreKey.of(Region.of("test", "cleared"), "key-" + i)).live()).isFalse();
		}
	}

	@Test
	default void clearIsSeenByOtherInstancesWhenItReturns() {
		StoreKey key = key();
		stored(key, "Lima");
		assertThat(other().get(key).live()).isTrue();
		store().clear(key.region());
		assertThat(other().get(key).live()).isFalse();
	}

	@Test
	default void clearKeepsOtherCaches() {
		StoreKey other = StoreKey.of(Region.of("test", "countries"), "CL");
		store().put(other, bytes("Chile"), LONG);
		store().clear(Region.of("test", "places"));
		assertThat(store().get(other).live()).isTrue();
	}

	@Test
	default void clearRotatesTheGeneration() {
		StoreKey key = key();
		long before = store().generation(key).orElseThrow();
		store().clear(key.region());
		assertThat(store().generation(key).orElseThrow()).isNotEqualTo(before);
	}

	@Test
	default void clearDuringALoadMakesItsFillDead() {
		StoreKey key = key();
		Entry loaded = value(key, "loaded before the clear");
		store().clear(key.region());
		store().generation(key);
		store().replace(key, Slot.ABSENT, loaded, LONG);
		assertThat(store().get(key).live()).isFalse();
	}

	@Test
	default void replaceWhenEntryIsDeadStoresOverIt() {
		StoreKey key = key();
		Entry dead = stored(key, "dead");
		store().clear(key.region());
		Entry fresh = value(key, "fresh");
		assertThat(store().replace(key, dead.stamp(), fresh, LONG)).isTrue();
		assertThat(store().get(key).live()).isTrue();
	}

	@Test
	default void putAfterClearIsLive() {
		StoreKey key = key();
		stored(key, "old");
		store().clear(key.region());
		store().put(key, bytes("new"), LONG);
		assertThat(store().get(key).live()).isTrue();
		assertThat(ReadContract.payload(store().get(key))).isEqualTo(bytes("new"));
	}

	@Test
	default void clearWhenNothingIsThereSucceeds() {
		store().clear(Region.of("test", "never used before"));
		assertThat(store().get(StoreKey.of(Region.of("test", "never used before"), "key")).live()).isFalse();
	}

	@Test
	default void restartLosesEntriesAndNothingElse() {
		StoreKey key = key();
		stored(key, "Lima");
		restart();
		assertThat(store().get(key).live()).isFalse();
		assertThat(store().put(key, bytes("again"), LONG)).isTrue();
		assertThat(ReadContract.payload(store().get(key))).isEqualTo(bytes("again"));
	}

	@Test
	default void restartDuringALoadMakesItsFillDead() {
		StoreKey key = key();
		Entry loaded = value(key, "loaded before the restart");
		restart();
		store().generation(key);
		store().replace(key, Slot.ABSENT, loaded, LONG);
		assertThat(store().get(key).live()).isFalse();
	}

	@Test
	default void restartDuringAWriteLeavesNothingBehind() {
		StoreKey key = key();
		long token = random();
		long generation = store().enter(key, token, LONG).orElseThrow();
		restart();
		Entry written = Entry.value(random(), generation, bytes("written"));
		assertThat(store().publish(key, token, written, LONG)).isFalse();
		assertThat(store().get(key).slot()).isEqualTo(new Slot.Absent());
	}

}
