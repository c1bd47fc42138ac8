package dev.cachepatterns.memcached;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.cachepatterns.store.Cell;
import dev.cachepatterns.store.Frame;
import dev.cachepatterns.store.Lookup;
import dev.cachepatterns.store.Slot;

/**
 * The bytes of an item, big-endian:
 *
 * <pre>
 * 8 expiry in milliseconds since the epoch  2 length of the original key  key  frame
 * </pre>
 *
 * The expiry that counts is this one: memcached knows seconds only, and takes those
 * beyond 30 days for a date.
 */
final class Item {

	private static final int HEADER = 10;

	private static final long MONTH = Duration.ofDays(30).toSeconds();

	private Item() {
	}

	static byte[] encode(Name name, byte[] frame, long expiresAt) {
		return ByteBuffer.allocate(HEADER + name.original().length + frame.length)
			.putLong(expiresAt)
			.putShort((short) name.original().length)
			.put(name.original())
			.put(frame)
			.array();
	}

	/**
	 * The frame of an item; {@code null} if there is none, or it has expired. An item of
	 * another key with the same hash has a frame of no known version.
	 */
	static byte @Nullable [] frame(byte @Nullable [] item, Name name, long now) {
		if (item == null) {
			return null;
		}
		if (item.length < HEADER) {
			return item;
		}
		ByteBuffer buffer = ByteBuffer.wrap(item);
		if (buffer.getLong() <= now) {
			return null;
		}
		int keyEnds = HEADER + Short.toUnsignedInt(buffer.getShort());
		boolean same = item.length >= keyEnds
				&& Arrays.equals(item, HEADER, keyEnds, name.original(), 0, name.original().length);
		return same ? Arrays.copyOfRange(item, keyEnds, item.length) : new byte[] { 0 };
	}

	static Cell cell(byte @Nullable [] item, Name name, long now) {
		Slot slot = Frame.decode(frame(item, name, now), null).slot();
		if (item == null || slot instanceof Slot.Absent) {
			return Cell.NOTHING;
		}
		return new Cell(slot, (item.length < HEADER) ? 0 : ByteBuffer.wrap(item).getLong());
	}

	static Lookup lookup(byte @Nullable [] item, Name name, byte @Nullable [] generation, Name generationName,
			long now) {
		return Frame.decode(frame(item, name, now), frame(generation, generationName, now));
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
