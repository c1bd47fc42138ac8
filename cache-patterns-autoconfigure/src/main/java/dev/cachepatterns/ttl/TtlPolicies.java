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
	 * One time for all values and another for {@code null}.
	 */
	record Fixed(Duration ttl, Duration nullTtl) implements TtlPolicy {

		@Override
		public Duration ttl(@Nullable Object value) {
			return (value != null) ? this.ttl : this.nullTtl;
		}

	}

	/**
	 * The times of another policy, shortened at random.
	 */
	record Jittered(TtlPolicy policy, Jitter jitter, DoubleSupplier random) implements TtlPolicy {

		@Override
		public Duration ttl(@Nullable Object value) {
			return this.jitter.shorten(this.policy.ttl(value), this.random);
		}

	}

}
