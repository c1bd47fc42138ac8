package dev.cachepatterns.ttl;

import org.jspecify.annotations.Nullable;

/**
 * What one caller of a cache says of the lifetime of a value that it stores.
 */
@FunctionalInterface
public interface TtlOverride {

	/**
	 * The lifetime of a value.
	 * @param lifetime as the cache has it
	 * @param value the value, may be {@code null}
	 * @return as the caller has it
	 */
	Lifetime override(Lifetime lifetime, @Nullable Object value);

}
