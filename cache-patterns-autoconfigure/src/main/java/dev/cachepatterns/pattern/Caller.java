package dev.cachepatterns.pattern;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.codec.Expected;
import dev.cachepatterns.ttl.LoadTimeouts;
import dev.cachepatterns.ttl.TtlOverride;

/**
 * Who reads or writes, and what it says of the values.
 *
 * @param expected what it knows of them
 * @param ttl how long those live that it stores; {@code null} for as long as the cache
 * says
 * @param tags the names of the tags that those get that it stores; asked for when they
 * are needed, perhaps more than once
 * @param timeouts how long it waits for a load, from what the cache says
 */
public record Caller(Expected expected, @Nullable TtlOverride ttl, Supplier<List<String>> tags,
		UnaryOperator<LoadTimeouts> timeouts) {

	/**
	 * No tags.
	 */
	public static final Supplier<List<String>> UNTAGGED = List::of;

	/**
	 * A caller that takes anything.
	 */
	public static final Caller ANYONE = of(Expected.ANYTHING);

	/**
	 * A caller whose values live as long as the cache says, and have no tags.
	 * @param expected what it knows of them
	 * @return the caller
	 */
	public static Caller of(Expected expected) {
		return new Caller(expected, null, UNTAGGED, UnaryOperator.identity());
	}

}
