package dev.cachepatterns.store;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.cachepatterns.testing.MutableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MemoryCasStore}.
 */
@Tag("session")
class MemoryCasStoreTests implements CasStoreContract {

	private final MutableClock clock = new MutableClock();

	private final CasStore store = new MemoryCasStore(10_000_000, 1_000_000, this.clock);

	@Override
	public CasStore store() {
		return this.store;
	}

	@Override
	public void expire(String name) {
		this.clock.advance(Duration.ofMillis(2));
		assertThat(this.store.get(name)).isNull();
	}

	@Test
	void holdsNoMoreThanItMay() {
		IntStream.range(0, 100).forEach((i) -> this.store.add("name" + i, new byte[500_000], LONG));
		long held = IntStream.range(0, 100).filter((i) -> this.store.get("name" + i) != null).count();
		assertThat(held).isBetween(10L, 20L);
	}

}
