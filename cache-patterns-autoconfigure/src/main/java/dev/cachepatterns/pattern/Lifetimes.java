package dev.cachepatterns.pattern;

import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Freshness;
import dev.cachepatterns.ttl.Lifetime;
import dev.cachepatterns.ttl.TtlPolicy;

/**
 * How long what callers store lives, as one clock has it.
 *
 * @param policy the cache's own policy
 * @param clock the clock
 */
record Lifetimes(TtlPolicy policy, Clock clock) {

	// A read extends the time to idle once this part of it is over
	private static final int TOUCHES = 8;

	Lifetime of(@Nullable Object value, Caller caller) {
		Lifetime lifetime = this.policy.lifetime(value);
		if (caller.ttl() == null) {
			return lifetime;
		}
		Lifetime own = caller.ttl().override(lifetime, value);
		return own.ttl().equals(lifetime.ttl()) ? own : own.withTtl(this.policy.shorten(own.ttl()));
	}

	/**
	 * Until when a value is fresh that is stored now.
	 */
	Freshness freshness(Lifetime lifetime) {
		if (!lifetime.extended()) {
			return Freshness.ALWAYS;
		}
		long now = this.clock.millis();
		long until = now + lifetime.ttl().toMillis();
		long ahead = now + (long) (lifetime.ttl().toMillis() * lifetime.refreshAhead());
		long idle = lifetime.timeToIdle().toMillis();
		return new Freshness(until, ahead, until + lifetime.staleWhileRevalidate().toMillis(),
				now + lifetime.longest().toMillis(), idle, (idle > 0) ? now + idle / TOUCHES : 0, Freshness.Work.NONE,
				0);
	}

	/**
	 * The time that the store is told.
	 */
	static Duration stored(Lifetime lifetime) {
		Duration longest = lifetime.longest();
		Duration idle = lifetime.timeToIdle();
		return (!idle.isZero() && idle.compareTo(longest) < 0) ? idle : longest;
	}

	/**
	 * The time that is left of what is stored, after a read; zero or negative for none.
	 */
	Duration left(Freshness freshness) {
		long left = freshness.end() - this.clock.millis();
		return Duration.ofMillis((freshness.idle() > 0) ? Math.min(freshness.idle(), left) : left);
	}

	/**
	 * Whether a read extends the time to idle.
	 */
	boolean touches(Freshness freshness) {
		return freshness.idle() > 0 && this.clock.millis() >= freshness.touch();
	}

	Freshness touched(Freshness freshness) {
		return freshness.touched(this.clock.millis() + freshness.idle() / TOUCHES);
	}

}
