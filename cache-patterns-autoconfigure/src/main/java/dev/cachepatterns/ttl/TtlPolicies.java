package dev.cachepatterns.ttl;

import java.time.Duration;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The policies behind the factories of {@link TtlPolicy}.
 */
final class TtlPolicies {

	private TtlPolicies() {
	}

	/**
	 * One lifetime for all values and another for {@code null}.
	 */
	record Fixed(Lifetime values, Lifetime nulls) implements TtlPolicy {

		@Override
		public Lifetime lifetime(@Nullable Object value) {
			return (value != null) ? this.values : this.nulls;
		}

	}

	/**
	 * The lifetimes of another policy, with a TTL that is shortened at random.
	 */
	record Jittered(TtlPolicy policy, Jitter jitter, DoubleSupplier random) implements TtlPolicy {

		@Override
		public Lifetime lifetime(@Nullable Object value) {
			Lifetime full = this.policy.lifetime(value);
			return full.withTtl(shorten(full.ttl()));
		}

		@Override
		public Duration shorten(Duration ttl) {
			return this.jitter.shorten(ttl, this.random);
		}

	}

}
