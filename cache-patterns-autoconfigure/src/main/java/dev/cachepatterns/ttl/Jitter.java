package dev.cachepatterns.ttl;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Shortens times to live by a random part, so that entries stored together do not expire
 * together.
 *
 * @param share part of the time that may be taken off, from 0 to 1
 * @param most time that may be taken off, not negative; of a time that is less than twice
 * as long only half
 */
public record Jitter(double share, Duration most) {

	/**
	 * Leaves every time as it is.
	 */
	public static final Jitter NONE = new Jitter(0, Duration.ZERO);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * Takes off up to a part of the time.
	 * @param percent how much, from 0 to 100
	 * @return the jitter
	 */
	public static Jitter percent(double percent) {
		return new Jitter(percent / 100, Duration.ZERO);
	}

	/**
	 * Takes off up to a time.
	 * @param most how much, not negative
	 * @return the jitter
	 */
	public static Jitter upTo(Duration most) {
		return new Jitter(0, most);
	}

	/**
	 * Shortens a time.
	 * @param ttl the time
	 * @param random from 0 to 1
	 * @return what is left: zero of zero, else at least a millisecond
	 */
	Duration shorten(Duration ttl, DoubleSupplier random) {
		if (ttl.isZero() || equals(NONE)) {
			return ttl;
		}
		long half = ttl.toNanos() / 2;
		double spread = this.share * ttl.toNanos() + Math.min(this.most.toNanos(), half);
		Duration left = ttl.minusNanos((long) (random.getAsDouble() * spread));
		return (left.compareTo(SHORTEST) < 0) ? SHORTEST : left;
	}

}
