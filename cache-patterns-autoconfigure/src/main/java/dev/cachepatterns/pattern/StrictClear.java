package dev.cachepatterns.pattern;

import java.time.Duration;
import dev.cachepatterns.store.Region;

/**
 * The announced write of a whole cache.
 */
final class StrictClear implements Intent {

	private final Region region;

	private final long token;

	private final Storage storage;

	StrictClear(Region region, Storage storage) {
		this.region = region;
		this.storage = storage;
		this.token = storage.random().getAsLong();
		renew();
	}

	@Override
	public Duration time() {
		return this.storage.timeouts().intent();
	}

	@Override
	public void renew() {
		this.storage.store().enterClear(this.region, this.token, this.storage.timeouts().standing());
	}

	@Override
	public void leave() {
		markLag(this.storage, this.region);
		this.storage.store().leaveClear(this.region, this.token);
	}

	/**
	 * As {@link StrictWrite#markLag}, for a whole cache.
	 */
	static void markLag(Storage storage, Region region) {
		Duration lag = storage.timeouts().replicaLag();
		if (!lag.isZero()) {
			storage.store().enterClear(region, storage.random().getAsLong(), lag);
		}
	}

}
