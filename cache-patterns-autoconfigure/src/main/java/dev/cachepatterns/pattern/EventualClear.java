package dev.cachepatterns.pattern;

import java.time.Duration;

import dev.cachepatterns.store.CacheStore;
import dev.cachepatterns.store.Region;

/**
 * A write of a whole cache that is not announced.
 */
record EventualClear(CacheStore store, Region region) implements Intent {

	@Override
	public Duration time() {
		return FOREVER;
	}

	@Override
	public void renew() {
		// There is no time to begin
	}

	@Override
	public void leave() {
		this.store.clear(this.region);
	}

}
