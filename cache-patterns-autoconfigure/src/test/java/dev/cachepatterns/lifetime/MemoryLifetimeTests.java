package dev.cachepatterns.lifetime;

import java.util.List;

import org.junit.jupiter.api.Tag;

/**
 * In memory.
 */
@Tag("proof")
class MemoryLifetimeTests implements StaleContract, MethodLifetimeContract, LoadTimeoutContract {

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memory");
	}

}
