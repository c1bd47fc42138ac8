package dev.cachepatterns.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import dev.cachepatterns.store.Slot.Entry;

/**
 * What the parts of {@link CacheStoreContract} need of a backend.
 */
public interface StoreFixture {

	Duration LONG = Duration.ofMinutes(10);

	Duration SHORT = Duration.ofMillis(300);

	/**
	 * The store under test.
	 */
	CacheStore store();

	/**
	 * A second client of the same backend, as another instance of an application has it.
	 */
	CacheStore other();

	/**
	 * Lets time pass for the backend.
	 */
	void pass(Duration time);

	/**
	 * Lets a writer's time be over for everyone, also for clocks that are behind.
	 */
	default void outlast(Duration time) {
		pass(time.plusMillis(Cell.CLOCK_SKEW));
	}

	/**
	 * Kills the backend and starts it again, empty.
	 */
	void restart();

	default StoreKey key() {
		return StoreKey.of(Region.of("test", "places"), "Lima-" + Long.toHexString(random()));
	}

	default StoreKey sameBucket(StoreKey key) {
		int i = 0;
		while (true) {
			StoreKey candidate = StoreKey.of(key.region(), "sibling-" + i++);
			if (candidate.bucket() == key.bucket() && !candidate.equals(key)) {
				return candidate;
			}
		}
	}

	default long random() {
		return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
	}

	default byte[] bytes(String text) {
		return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
	}

	default Entry value(StoreKey key, String payload) {
		return Entry.value(random(), store().generation(key).orElseThrow(), bytes(payload));
	}

	default Entry stored(StoreKey key, String payload) {
		Entry entry = value(key, payload);
		if (!store().replace(key, Slot.ABSENT, entry, LONG)) {
			throw new IllegalStateException("The key is not absent");
		}
		return entry;
	}

}
