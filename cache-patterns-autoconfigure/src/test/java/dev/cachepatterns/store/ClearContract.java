package dev.cachepatterns.store;

import java.time.Duration;

import dev.cachepatterns.store.Slot.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clears that are announced before a commit and end after it.
 */
public interface ClearContract extends StoreFixture {

	private StoreKey cleared() {
		return StoreKey.of(Region.of("test", "cleared-" + random()), "Lima");
	}

	@Test
	default void enterClearLeavesNothingToServe() {
		StoreKey key = cleared();
		stored(key, "Lima");
		store().enterClear(key.region(), random(), LONG);
		assertThat(other().get(key).live()).isFalse();
		assertThat(other().get(key).generation()).isEmpty();
		assertThat(other().generation(key)).isEmpty();
		assertThat(other().put(key, bytes("Quito"), LONG)).isFalse();
	}

	@Test
	default void enterClearLetsNoWriterPublish() {
		StoreKey key = cleared();
		store().enterClear(key.region(), random(), LONG);
		assertThat(other().enter(key, random(), LONG)).isEmpty();
	}

	@Test
	default void publishUnderTheGenerationBeforeAnAnnouncedClearIsDead() {
		StoreKey key = cleared();
		long writer = random();
		long generation = store().enter(key, writer, LONG).orElseThrow();
		long clear = random();
		other().enterClear(key.region(), clear, LONG);
		store().publish(key, writer, Entry.value(random(), generation, bytes("Lima")), LONG);
		assertThat(store().get(key).live()).isFalse();
		other().leaveClear(key.region(), clear);
		store().generation(key);
		assertThat(store().get(key).live()).isFalse();
	}

	@Test
	default void leaveClearMakesEveryEntryDeadAndANewGeneration() {
		StoreKey key = cleared();
		Entry dead = stored(key, "Lima");
		long token = random();
		store().enterClear(key.region(), token, LONG);
		store().leaveClear(key.region(), token);
		assertThat(other().generation(key)).isPresent();
		assertThat(other().generation(key).orElseThrow()).isNotEqualTo(dead.generation());
		assertThat(other().get(key).live()).isFalse();
		assertThat(other().put(key, bytes("Quito"), LONG)).isTrue();
		assertThat(store().get(key).live()).isTrue();
	}

	@Test
	default void leaveClearWhileAnotherClearsServesNothing() {
		StoreKey key = cleared();
		long first = random();
		long second = random();
		store().enterClear(key.region(), first, LONG);
		other().enterClear(key.region(), second, LONG);
		store().leaveClear(key.region(), first);
		assertThat(store().generation(key)).isEmpty();
		store().clear(key.region());
		assertThat(store().generation(key)).isEmpty();
		other().leaveClear(key.region(), second);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void clearOfOneThatDiedEndsWithItsTime() {
		StoreKey key = cleared();
		stored(key, "Lima");
		store().enterClear(key.region(), random(), Duration.ofSeconds(1));
		assertThat(store().generation(key)).isEmpty();
		pass(Duration.ofSeconds(4));
		assertThat(other().generation(key)).isPresent();
		assertThat(other().get(key).live()).isFalse();
	}

	@Test
	default void enterClearTwiceIsEnteringItOnce() {
		StoreKey key = cleared();
		long token = random();
		store().enterClear(key.region(), token, LONG);
		store().enterClear(key.region(), token, LONG);
		store().leaveClear(key.region(), token);
		assertThat(store().generation(key)).isPresent();
	}

	@Test
	default void leaveClearOfALostTokenMakesEveryEntryDead() {
		StoreKey key = cleared();
		stored(key, "Lima");
		store().leaveClear(key.region(), random());
		assertThat(other().get(key).live()).isFalse();
	}

	@Test
	default void enterClearKeepsOtherCaches() {
		StoreKey key = cleared();
		StoreKey other = StoreKey.of(Region.of("test", "countries"), "CL-" + random());
		store().put(other, bytes("Chile"), LONG);
		store().enterClear(key.region(), random(), LONG);
		assertThat(store().get(other).live()).isTrue();
		store().clear(key.region());
	}

}
