package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A write of which the cache is not told, as it is off.
 *
 * @param invalidation made when the write ends, in case the cache has been switched on
 * meanwhile; nothing while it is off
 */
record NoWrite(Runnable invalidation) implements WriteIntent {

	@Override
	public Duration time() {
		return FOREVER;
	}

	@Override
	public void renew() {
		// There is no time to begin
	}

	@Override
	public boolean publish(@Nullable Object value, Caller caller) {
		leave();
		return false;
	}

	@Override
	public void leave() {
		this.invalidation.run();
	}

}
