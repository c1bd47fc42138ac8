package dev.cachepatterns.memcached;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Lookup;

/**
 * The bytes of an item: its frame, or, where the key is a hash, big-endian:
 *
 * <pre>
 * 1 zero  4 length of the original key  original key  frame
 * </pre>
 *
 * The expiry that counts is the frame's: memcached knows seconds only, and takes those
 * beyond 30 days for a date.
 */
final class Item {

	private static final byte HASHED = 0;

	private static final int HEADER = 5;

	private static final long MONTH = Duration.ofDays(30).toSeconds();

	private Item() {
	}

	static byte[] encode(Name name, byte[] frame) {
		byte[] original = name.original();
		if (original.length == 0) {
			return frame;
		}
		return ByteBuffer.allocate(HEADER + original.length + frame.length)
			.put(HASHED)
			.putInt(original.length)
			.put(original)
			.put(frame)
			.array();
	}

	/**
	 * The frame of an item, {@code null} if there is none. An item of another key with
	 * the same hash has a frame of no known version.
	 */
	static @Nullable ByteBuffer frame(byte @Nullable [] item, Name name) {
		if (item == null) {
			return null;
		}
		byte[] original = name.original();
		int start = (original.length > 0) ? HEADER + original.length : 0;
		boolean same = start == 0
				|| (item.length >= start && item[0] == HASHED && ByteBuffer.wrap(item).getInt(1) == original.length
						&& Arrays.equals(item, HEADER, start, original, 0, original.length));
		return same ? ByteBuffer.wrap(item, start, item.length - start) : ByteBuffer.wrap(new byte[] { HASHED });
	}

	static Cell cell(byte @Nullable [] item, Name name, long now) {
		Cell cell = Frame.decode(frame(item, name));
		return (cell.expiresAt() > now) ? cell : Cell.NOTHING;
	}

	static Lookup lookup(byte @Nullable [] item, Name name, byte @Nullable [] generation, Name generationName,
			long now) {
		if (name.original().length == 0 && generationName.original().length == 0) {
			Lookup found = Frame.decode(item, generation);
			return (found.expiresAt() > now) ? found : new Lookup(Cell.NOTHING.slot(), found.generation(), 0);
		}
		Cell cell = cell(item, name, now);
		return new Lookup(cell.slot(), Frame.decodeGeneration(frame(generation, generationName)), cell.expiresAt());
	}

	/**
	 * The expiry that the server is told: never earlier than the one that counts.
	 * @return seconds, a date beyond 30 days, or 0 for never beyond what it can tell
	 */
	static int expiry(long expiresAt, long now) {
		long seconds = Math.max(0, expiresAt - now) / 1000 + 2;
		if (seconds <= MONTH) {
			return (int) seconds;
		}
		long date = expiresAt / 1000 + 2;
		return (date <= Integer.MAX_VALUE) ? (int) date : 0;
	}

}
