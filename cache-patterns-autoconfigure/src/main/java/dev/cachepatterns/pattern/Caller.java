package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.ttl.TtlOverride;

/**
 * Who reads or writes, and what it says of the values.
 *
 * @param expected what it knows of them
 * @param ttl how long those live that it stores; {@code null} for as long as the cache
 * says
 */
public record Caller(Expected expected, @Nullable TtlOverride ttl) {

	/**
	 * A caller that takes anything.
	 */
	public static final Caller ANYONE = new Caller(Expected.ANYTHING, null);

	/**
	 * A caller whose values live as long as the cache says.
	 * @param expected what it knows of them
	 * @return the caller
	 */
	public static Caller of(Expected expected) {
		return new Caller(expected, null);
	}

}
