package dev.cachepatterns.lifetime;

import java.util.List;

/**
 * In memory.
 */
class MemoryLifetimeTests implements StaleContract, MethodLifetimeContract {

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memory");
	}

}
