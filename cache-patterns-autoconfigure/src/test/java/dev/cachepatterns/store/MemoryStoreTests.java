package dev.cachepatterns.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryStore}.
 */
class MemoryStoreTests implements CacheStoreContract {

	private final MutableClock clock = new MutableClock();

	private final List<String> evicted = new ArrayList<>();

	private final MemoryCells cells = new MemoryCells(64_000_000, this.clock, this.evicted::add);

	private final CacheStore store = new SteppedStore(this.cells, this.clock, this::random);

	@BeforeEach
	void forget() {
		this.evicted.clear();
	}

	@Override
	public CacheStore store() {
		return this.store;
	}

	@Override
	public CacheStore other() {
		return this.store;
	}

	@Override
	public void plant(StoreKey key) {
		this.cells.set(key, new Cell(new Slot.Unknown(), this.clock.millis() + LONG.toMillis()));
	}

	@Override
	public boolean isPlanted(StoreKey key) {
		return this.cells.get(key).slot() instanceof Slot.Unknown;
	}

	@Override
	public void pass(Duration time) {
		this.clock.advance(time.plusMillis(1));
	}

	@Override
	public void restart() {
		this.store.close();
	}

	@Test
	void putWhenFullEvictsAndTellsTheCache() {
		CacheStore small = create(10_000);
		for (int i = 0; i < 100; i++) {
			small.put(StoreKey.of(Region.of("test", "places"), "key-" + i), new byte[1000], LONG);
		}
		long kept = java.util.stream.IntStream.range(0, 100)
			.filter((i) -> small.get(StoreKey.of(Region.of("test", "places"), "key-" + i)).live())
			.count();
		assertThat(kept).isBetween(1L, 9L);
		assertThat(this.evicted).hasSize((int) (100 - kept)).containsOnly("places");
	}

	@Test
	void getWhenExpiredByTheClockIsAbsent() {
		StoreKey key = key();
		this.store.put(key, new byte[1], Duration.ofHours(1));
		this.clock.advance(Duration.ofMinutes(59));
		assertThat(this.store.get(key).live()).isTrue();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.store.get(key).live()).isFalse();
	}

	@Test
	void refusedReplaceKeepsTheTimeToLive() {
		StoreKey key = key();
		this.store.put(key, new byte[1], Duration.ofHours(1));
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(this.store.replace(key, random(), value(key, "late"), Duration.ofHours(1))).isFalse();
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(this.store.get(key).live()).isFalse();
	}

	private CacheStore create(long bytes) {
		return MemoryStore.create(bytes, this.clock, () -> ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
				this.evicted::add);
	}

}
