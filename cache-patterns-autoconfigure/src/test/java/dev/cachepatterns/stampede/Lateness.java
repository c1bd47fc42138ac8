package dev.cachepatterns.stampede;

import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long after the first load the second one began.
 */
final class Lateness {

	// A second, but for the time until a load is heard of
	private static final long SHORTEST_LEASE = 900;

	private long least = Long.MAX_VALUE;

	private long most;

	void add(long nanos) {
		long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
		assertThat(millis).isGreaterThanOrEqualTo(SHORTEST_LEASE);
		this.least = Math.min(this.least, millis);
		this.most = Math.max(this.most, millis);
	}

	@Override
	public String toString() {
		return "second load %d to %d ms after the first".formatted(this.least, this.most);
	}

}
