package dev.cachepatterns.pattern;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A value as it was at one moment: two are equal if nothing has changed between them.
 */
public final class Snapshot {

	private final byte @Nullable [] bytes;

	private Snapshot(byte @Nullable [] bytes) {
		this.bytes = bytes;
	}

	/**
	 * A value as it is now.
	 * @param cache the cache that it is for
	 * @param value the value
	 * @param caller who stores it
	 * @return its state
	 * @throws dev.cachepatterns.codec.CodecException if the value cannot be written
	 */
	public static Snapshot of(CacheAside cache, @Nullable Object value, Caller caller) {
		return new Snapshot(cache.filler().encode(value, caller));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Snapshot snapshot && Arrays.equals(this.bytes, snapshot.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

}
