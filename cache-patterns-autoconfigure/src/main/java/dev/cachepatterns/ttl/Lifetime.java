package dev.cachepatterns.ttl;

import java.time.Duration;

/**
 * How long an entry is fresh, and how long it may be served after that. The two windows
 * begin when it is no longer fresh, side by side, as in
 * <a href="https://www.rfc-editor.org/rfc/rfc5861">RFC 5861</a>.
 *
 * @param ttl time for which it is fresh; zero for "do not store"
 * @param staleWhileRevalidate time after that for which it is served while one caller
 * loads it anew in the background; zero for none
 * @param staleIfError time after that for which it is served if loading it anew fails;
 * zero for none
 * @param timeToIdle time without a read after which it vanishes, zero for none; a read
 * extends it once an eighth of it is over, and not beyond the end of the other times
 * @param refreshAhead part of the TTL after which a read loads it anew in the background,
 * above 0 and at most 1, which is "not ahead"
 */
public record Lifetime(Duration ttl, Duration staleWhileRevalidate, Duration staleIfError, Duration timeToIdle,
		double refreshAhead) {

	/**
	 * Not stored.
	 */
	public static final Lifetime NONE = of(Duration.ZERO);

	/**
	 * Checks every value.
	 * @throws IllegalArgumentException if a time is negative or the part is not one
	 */
	public Lifetime {
		if (ttl.isNegative() || staleWhileRevalidate.isNegative() || staleIfError.isNegative()
				|| timeToIdle.isNegative()) {
			throw new IllegalArgumentException("A lifetime has no negative times: " + ttl + ", " + staleWhileRevalidate
					+ ", " + staleIfError + ", " + timeToIdle);
		}
		if (!(refreshAhead > 0 && refreshAhead <= 1)) {
			throw new IllegalArgumentException("A refresh ahead is above 0 and at most 1: " + refreshAhead);
		}
	}

	/**
	 * An entry that is served while it is fresh.
	 * @param ttl the time, zero for "do not store"
	 * @return the lifetime
	 */
	public static Lifetime of(Duration ttl) {
		return new Lifetime(ttl, Duration.ZERO, Duration.ZERO, Duration.ZERO, 1);
	}

	/**
	 * The same but for the TTL.
	 * @param ttl the time, zero for "do not store"
	 * @return the lifetime
	 */
	public Lifetime withTtl(Duration ttl) {
		return new Lifetime(ttl, this.staleWhileRevalidate, this.staleIfError, this.timeToIdle, this.refreshAhead);
	}

	/**
	 * Whether it is stored at all.
	 * @return {@code false} if the TTL is zero
	 */
	public boolean stored() {
		return !this.ttl.isZero();
	}

	/**
	 * Whether there is more to it than a TTL.
	 * @return {@code false} if it is served while it is fresh, and vanishes then
	 */
	public boolean extended() {
		return !this.staleWhileRevalidate.isZero() || !this.staleIfError.isZero() || !this.timeToIdle.isZero()
				|| this.refreshAhead < 1;
	}

	/**
	 * The longest time for which it may be served.
	 * @return the TTL and the longer of the two windows
	 */
	public Duration longest() {
		boolean error = this.staleIfError.compareTo(this.staleWhileRevalidate) > 0;
		return this.ttl.plus(error ? this.staleIfError : this.staleWhileRevalidate);
	}

}
