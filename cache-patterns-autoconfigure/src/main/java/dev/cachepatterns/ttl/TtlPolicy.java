package dev.cachepatterns.ttl;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/**
 * Decides how long the entries of a cache live. A bean of this type whose name or
 * qualifier is that of a cache decides for that cache, in place of its properties.
 */
@FunctionalInterface
public interface TtlPolicy {

	/**
	 * The lifetime of a value that is about to be stored. Called by many threads, once
	 * for each value; what it throws, a caller that loads does not get: nothing is
	 * stored.
	 * @param value the value, {@code null} when the method returned none
	 * @return its lifetime, {@link Lifetime#NONE} for "do not store"
	 */
	Lifetime lifetime(@Nullable Object value);

	/**
	 * A TTL that a caller has chosen, shortened as those of this policy are.
	 * @param ttl the TTL
	 * @return what is left of it
	 */
	default Duration shorten(Duration ttl) {
		return ttl;
	}

	/**
	 * The same lifetimes, each TTL shortened by a random part.
	 * @param jitter how much
	 * @return the policy
	 */
	default TtlPolicy with(Jitter jitter) {
		return jitter.equals(Jitter.NONE) ? this
				: new TtlPolicies.Jittered(this, jitter, () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * One lifetime for all values and another for {@code null}.
	 * @param values lifetime of values
	 * @param nulls lifetime of {@code null}, {@link Lifetime#NONE} to keep none
	 * @return the policy
	 */
	static TtlPolicy fixed(Lifetime values, Lifetime nulls) {
		return new TtlPolicies.Fixed(values, nulls);
	}

	/**
	 * One time for all values and another for {@code null}.
	 * @param ttl time to live of values, positive
	 * @param nullTtl time to live of {@code null}, zero to keep none
	 * @return the policy
	 */
	static TtlPolicy fixed(Duration ttl, Duration nullTtl) {
		return fixed(Lifetime.of(ttl), Lifetime.of(nullTtl));
	}

}
