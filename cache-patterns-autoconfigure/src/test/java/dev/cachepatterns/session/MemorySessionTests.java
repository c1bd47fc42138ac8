package dev.cachepatterns.session;

import org.junit.jupiter.api.Tag;

import dev.cachepatterns.store.CasStore;
import dev.cachepatterns.store.MemoryCasStore;

/**
 * Tests for {@link CasSessionRepository} in memory.
 */
@Tag("session")
class MemorySessionTests extends CasSessionContract {

	private final CasStore store = new MemoryCasStore(10_000_000, 1_000_000, this.clock);

	@Override
	CasStore store() {
		return this.store;
	}

}
