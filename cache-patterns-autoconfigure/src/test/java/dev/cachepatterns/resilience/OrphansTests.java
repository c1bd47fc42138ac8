package dev.cachepatterns.resilience;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.MemoryStore;
import dev.cachepatterns.store.Region;
import dev.cachepatterns.store.Slot;
import dev.cachepatterns.store.StoreKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Intents and leases that nobody ends.
 */
class OrphansTests {

	private static final Duration LONG = Duration.ofHours(1);

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final StoreKey key = StoreKey.of(Region.of("test", "cache"), "key");

	private final CacheStore store = MemoryStore.create(1 << 20, Clock.systemUTC(), () -> 7, (cache) -> {
	});

	// Called by hand
	private final Probes probes = new Probes(() -> 1, (keys) -> true);

	private long now = 1;

	private boolean reachable = true;

	private final Orphans orphans = new Orphans(this.store, this.probes, (key) -> this.reachable, () -> this.now);

	OrphansTests() {
		this.probes.close();
	}

	@AfterEach
	void close() throws Exception {
		this.store.close();
	}

	@Test
	void intentIsEndedAndOnceMoreASecondLater() {
		this.store.enter(this.key, 5, LONG);
		this.orphans.intent(this.key, 5);
		assertThat(this.orphans.run()).isTrue();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Absent.class);
		this.store.enter(this.key, 5, LONG);
		assertThat(this.orphans.run()).isTrue();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Intent.class);
		this.now += SECOND;
		assertThat(this.orphans.run()).isFalse();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Absent.class);
	}

	@Test
	void nodeThatIsOutAgainMeanwhileIsAskedTwiceMore() {
		this.orphans.intent(this.key, 5);
		this.orphans.run();
		this.reachable = false;
		this.orphans.run();
		this.now += SECOND;
		this.reachable = true;
		assertThat(this.orphans.run()).isTrue();
		this.store.enter(this.key, 5, LONG);
		this.now += SECOND;
		assertThat(this.orphans.run()).isFalse();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Absent.class);
	}

	@Test
	void intentOfAnotherWriterStays() {
		this.store.enter(this.key, 5, LONG);
		this.store.enter(this.key, 6, LONG);
		this.orphans.intent(this.key, 5);
		this.orphans.run();
		assertThat(this.store.get(this.key).slot()).isInstanceOfSatisfying(Slot.Intent.class,
				(intent) -> assertThat(intent.deadlines()).containsOnlyKeys(6L));
	}

	@Test
	void leaseIsTakenAway() {
		OptionalLong generation = this.store.generation(this.key);
		this.store.replace(this.key, Slot.ABSENT, Slot.Entry.lease(5, generation.orElseThrow()), LONG);
		this.orphans.lease(this.key, 5);
		this.orphans.run();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Absent.class);
	}

	@Test
	void intentOfAClearIsEnded() {
		this.store.enterClear(this.key.region(), 5, LONG);
		assertThat(this.store.generation(this.key)).isEmpty();
		this.orphans.clear(this.key.region(), 5);
		this.orphans.run();
		assertThat(this.store.generation(this.key)).isPresent();
	}

	@Test
	void nodeThatIsOutIsNotAsked() {
		this.store.enter(this.key, 5, LONG);
		this.orphans.intent(this.key, 5);
		this.reachable = false;
		assertThat(this.orphans.run()).isTrue();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Intent.class);
		this.reachable = true;
		this.orphans.run();
		assertThat(this.store.get(this.key).slot()).isInstanceOf(Slot.Absent.class);
	}

}
