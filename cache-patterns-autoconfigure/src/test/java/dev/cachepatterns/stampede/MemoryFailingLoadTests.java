package dev.cachepatterns.stampede;

import java.util.List;

/**
 * In memory.
 */
class MemoryFailingLoadTests implements FailingLoadContract {

	@Override
	public List<String> backend() {
		return List.of("cache-patterns.backend=memory");
	}

}
