package dev.cachepatterns.pattern;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.pattern.Flights.Flight;

/**
 * What a caller with a loader has found, and is to do.
 *
 * @param read the answer of the cache
 * @param own the load that it has to make, and others may join; {@code null} if it joins
 * one, or loads for itself
 * @param other the load that it may join, {@code null} if there is none
 * @param settled whether it is to go on; otherwise somebody else was faster, or loads in
 * another JVM: it may look again
 */
record Claim(Read read, @Nullable Flight own, @Nullable Flight other, boolean settled) {

	static Claim alone(Read read) {
		return new Claim(read, null, null, true);
	}

	static Claim again(Read read) {
		return new Claim(read, null, null, false);
	}

}
