package dev.cachepatterns.pattern;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.codec.Tag;
import dev.cachepatterns.pattern.Flights.Flight;

/**
 * Decides which of the callers with a loader loads what is missing.
 */
final class LoadClaims {

	private final CacheAside cache;

	private final Flights flights = new Flights();

	LoadClaims(CacheAside cache) {
		this.cache = cache;
	}

	/**
	 * Joins the load that stands behind what was read, or takes it on.
	 */
	Claim claim(Read read, Expected expected, @Nullable Thread caller) {
		if (read.hit() != null) {
			return Claim.alone(read);
		}
		if (this.cache.eventual()) {
			return claimByKey(this.cache.lease(read, this.cache.storage().random().getAsLong()), expected, caller);
		}
		Flight other = this.flights.find(read.stamp(), expected, caller);
		if (other != null) {
			return join(read, other);
		}
		if (read.leasedByAnother()) {
			return this.flights.has(read.stamp()) ? Claim.alone(read) : Claim.again(read);
		}
		long stamp = (read.stamp() != 0) ? read.stamp() : this.cache.storage().random().getAsLong();
		Flight own = this.flights.open(stamp, expected, caller);
		return (own != null) ? takeOn(read, own, stamp) : Claim.alone(read);
	}

	private Claim claimByKey(Read read, Expected expected, @Nullable Thread caller) {
		Flight other = this.flights.find(read.key(), expected, caller);
		if (other != null) {
			return join(read, other);
		}
		Flight own = this.flights.open(read.key(), expected, caller);
		return (own != null) ? loading(read, own) : Claim.alone(read);
	}

	private static Claim join(Read read, Flight other) {
		List<Tag> tags = other.tags().get();
		if (tags == null) {
			return Claim.again(read);
		}
		return tags.equals(read.tags().stamps()) ? new Claim(read, null, other, true) : Claim.alone(read);
	}

	private static Claim loading(Read read, Flight own) {
		own.tags().set(read.tags().stamps());
		return new Claim(read, own, null, true);
	}

	private Claim takeOn(Read read, Flight own, long stamp) {
		try {
			Read leased = this.cache.lease(read, stamp);
			if (leased.lease() != 0 || read.stamp() != 0) {
				return loading(leased, own);
			}
			this.flights.close(own);
			return this.cache.filler().leasable(leased) ? Claim.again(leased) : Claim.alone(leased);
		}
		catch (RuntimeException | Error ex) {
			this.flights.land(own, null, ex);
			throw ex;
		}
	}

	/**
	 * Ends a load, for those that have joined it too.
	 */
	void land(@Nullable Flight own, @Nullable Object value, @Nullable Throwable failure) {
		if (own != null) {
			this.flights.land(own, value, failure);
		}
	}

}
