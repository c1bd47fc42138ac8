package dev.cachepatterns.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.Slot.Entry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Generations as they were within the last second.
 */
public interface RecentContract extends StoreFixture {

	Duration RECENT = Duration.ofSeconds(1);

	private StoreKey fresh() {
		return StoreKey.of(Region.of("test", "recent-" + random()), "Lima");
	}

	private Entry set(StoreKey key) {
		Entry entry = Entry.eventual(random(), store().recentGeneration(key).orElseThrow(), bytes("Lima"));
		store().set(key, entry, LONG);
		return entry;
	}

	@Test
	default void recentGenerationIsMadeOnce() {
		StoreKey key = fresh();
		long first = store().recentGeneration(key).orElseThrow();
		assertThat(store().recentGeneration(key)).hasValue(first);
		assertThat(other().recentGeneration(key)).hasValue(first);
		assertThat(store().recentGeneration(sameBucket(key))).hasValue(first);
		assertThat(store().get(key).generation()).hasValue(first);
	}

	@Test
	default void getRecentFindsWhatIsThereNow() {
		StoreKey key = fresh();
		assertThat(store().getRecent(key).slot()).isEqualTo(new Slot.Absent());
		Entry entry = set(key);
		assertThat(store().getRecent(key)).isEqualTo(store().get(key));
		assertThat(other().getRecent(key).slot()).isEqualTo(entry);
		assertThat(other().getRecent(key).live()).isTrue();
		other().delete(key);
		assertThat(store().getRecent(key).slot()).isEqualTo(new Slot.Absent());
	}

	@Test
	default void getRecentAfterAClearOfThisInstanceIsDead() {
		StoreKey key = fresh();
		Entry entry = set(key);
		assertThat(store().getRecent(key).live()).isTrue();
		store().clear(key.region());
		assertThat(store().getRecent(key).live()).isFalse();
		assertThat(store().recentGeneration(key).orElseThrow()).isNotEqualTo(entry.generation());
		assertThat(store().getRecent(key).live()).isFalse();
	}

	@Test
	default void getRecentDuringAClearOfThisInstanceIsDead() {
		StoreKey key = fresh();
		set(key);
		store().enterClear(key.region(), random(), LONG);
		assertThat(store().getRecent(key).live()).isFalse();
		assertThat(store().recentGeneration(key)).isEmpty();
		assertThat(store().enter(key, random(), LONG)).isEmpty();
	}

	@Test
	default void getRecentIsDeadASecondAfterAClearOfAnotherInstance() {
		StoreKey key = fresh();
		Entry entry = set(key);
		assertThat(store().getRecent(key).live()).isTrue();
		other().clear(key.region());
		pass(RECENT);
		assertThat(store().getRecent(key).live()).isFalse();
		assertThat(store().recentGeneration(key).orElseThrow()).isNotEqualTo(entry.generation());
	}

	@Test
	default void whatIsStoredAfterAClearOfAnotherInstanceIsDeadOrLiveButNotOld() {
		StoreKey key = fresh();
		set(key);
		other().clear(key.region());
		long current = other().generation(key).orElseThrow();
		Entry set = set(key);
		assertThat(other().get(key).live()).isEqualTo(set.generation() == current);
		long writer = random();
		long generation = store().enter(key, writer, LONG).orElseThrow();
		assertThat(other().get(key).slot()).isInstanceOf(Slot.Intent.class);
		store().publish(key, writer, Entry.value(random(), generation, bytes("Quito")), LONG);
		assertThat(other().get(key).live()).isEqualTo(generation == current);
	}

	@Test
	default void enterASecondAfterAClearOfAnotherInstancePublishesUnderTheNewGeneration() {
		StoreKey key = fresh();
		set(key);
		other().clear(key.region());
		pass(RECENT);
		long writer = random();
		long generation = store().enter(key, writer, LONG).orElseThrow();
		assertThat(other().get(key).generation()).hasValue(generation);
		store().publish(key, writer, Entry.value(random(), generation, bytes("Quito")), LONG);
		assertThat(other().get(key).live()).isTrue();
	}

	@Test
	default void recentGenerationDoesNotSurviveARestart() {
		StoreKey key = fresh();
		long before = store().recentGeneration(key).orElseThrow();
		restart();
		assertThat(store().recentGeneration(key).orElseThrow()).isNotEqualTo(before);
	}

}
