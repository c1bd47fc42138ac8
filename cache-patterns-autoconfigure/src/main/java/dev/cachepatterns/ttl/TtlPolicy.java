package dev.cachepatterns.ttl;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Decides how long an entry is fresh.
 */
@FunctionalInterface
public interface TtlPolicy {

	/**
	 * The time to live of a value that is about to be stored.
	 * @param value the value, {@code null} when the method returned none
	 * @return how long it may be served; zero for "do not store"
	 */
	Duration ttl(@Nullable Object value);

	/**
	 * The same times, each shortened by a random part.
	 * @param jitter how much
	 * @return the policy
	 */
	default TtlPolicy with(Jitter jitter) {
		return jitter.equals(Jitter.NONE) ? this
				: new TtlPolicies.Jittered(this, jitter, () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * One time for all values and another for {@code null}.
	 * @param ttl time to live of values, positive
	 * @param nullTtl time to live of {@code null}, zero to keep none
	 * @return the policy
	 */
	static TtlPolicy fixed(Duration ttl, Duration nullTtl) {
		return new TtlPolicies.Fixed(ttl, nullTtl);
	}

}
