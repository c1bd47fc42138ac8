package dev.cachepatterns.pattern;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;

/**
 * A write of which the cache is not told, as it is off.
 */
record NoWrite() implements WriteIntent {

	@Override
	public Duration time() {
		return FOREVER;
	}

	@Override
	public void renew() {
		// There is no time to begin
	}

	@Override
	public boolean publish(@Nullable Object value, Expected expected) {
		return false;
	}

	@Override
	public void leave() {
		// Nothing was entered
	}

}
