package dev.cachepatterns.autoconfigure;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import dev.cachepatterns.store.Slot;

/**
 * Random numbers for stamps, tokens and generations.
 */
final class Stamps {

	private Stamps() {
	}

	static LongSupplier random() {
		return () -> {
			long stamp = ThreadLocalRandom.current().nextLong();
			return (stamp != Slot.ABSENT) ? stamp : 1;
		};
	}

}
