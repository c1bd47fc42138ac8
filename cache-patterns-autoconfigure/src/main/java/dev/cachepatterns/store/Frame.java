package dev.cachepatterns.store;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Slot}, big-endian:
 *
 * <pre>
 * value, lease   1 version  1 'V' or 'L'  8 stamp  8 generation  payload
 * intent         1 version  1 'W'  1 dirty  (8 token, 8 deadline) for each writer
 * generation     1 version  1 'G'  8 id
 * </pre>
 */
public final class Frame {

	/**
	 * The version of the format that this class writes, and the only one it reads.
	 */
	public static final byte VERSION = 1;

	/**
	 * Bytes in front of the payload of a value.
	 */
	public static final int HEADER = 18;

	private Frame() {
	}

	/**
	 * The bytes of an entry.
	 * @param entry a value or lease
	 * @return header and payload
	 */
	public static byte[] encode(Slot.Entry entry) {
		return ByteBuffer.allocate(HEADER + entry.payload().length)
			.put(VERSION)
			.put((byte) ((entry.kind() == Slot.Kind.VALUE) ? 'V' : 'L'))
			.putLong(entry.stamp())
			.putLong(entry.generation())
			.put(entry.payload())
			.array();
	}

	/**
	 * The bytes of whatever stands under a key.
	 * @param slot an entry or an intent
	 * @return the bytes
	 * @throws IllegalArgumentException if it has none: nothing, or what is not known
	 */
	public static byte[] encode(Slot slot) {
		if (slot instanceof Slot.Entry entry) {
			return encode(entry);
		}
		if (slot instanceof Slot.Intent intent) {
			return encode(intent);
		}
		throw new IllegalArgumentException("Nothing to write for " + slot);
	}

	private static byte[] encode(Slot.Intent intent) {
		ByteBuffer buffer = ByteBuffer.allocate(3 + 16 * intent.deadlines().size())
			.put(VERSION)
			.put((byte) 'W')
			.put((byte) (intent.dirty() ? 1 : 0));
		intent.deadlines().forEach((token, deadline) -> buffer.putLong(token).putLong(deadline));
		return buffer.array();
	}

	/**
	 * The bytes of a generation.
	 * @param id its random number
	 * @return the bytes
	 */
	public static byte[] encodeGeneration(long id) {
		return ByteBuffer.allocate(10).put(VERSION).put((byte) 'G').putLong(id).array();
	}

	/**
	 * What stands under a key and its bucket's generation key.
	 * @param slot the bytes under the key, {@code null} for nothing
	 * @param generation the bytes under the generation key, {@code null} for nothing
	 * @return what they mean
	 */
	public static Lookup decode(byte @Nullable [] slot, byte @Nullable [] generation) {
		return new Lookup(decode(slot), decodeGeneration(generation));
	}

	/**
	 * The generation that bytes stand for.
	 * @param bytes the bytes under a generation key, {@code null} for nothing
	 * @return its number; empty for anything else
	 */
	public static OptionalLong decodeGeneration(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length != 10 || bytes[0] != VERSION || bytes[1] != 'G') {
			return OptionalLong.empty();
		}
		return OptionalLong.of(ByteBuffer.wrap(bytes).getLong(2));
	}

	private static Slot decode(byte @Nullable [] bytes) {
		if (bytes == null || bytes.length == 0) {
			return new Slot.Absent();
		}
		if (bytes.length < 3 || bytes[0] != VERSION) {
			return new Slot.Unknown();
		}
		return switch (bytes[1]) {
			case 'V' -> entry(Slot.Kind.VALUE, bytes);
			case 'L' -> entry(Slot.Kind.LEASE, bytes);
			case 'W' -> intent(bytes);
			default -> new Slot.Unknown();
		};
	}

	private static Slot entry(Slot.Kind kind, byte[] bytes) {
		if (bytes.length < HEADER) {
			return new Slot.Unknown();
		}
		ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
		long stamp = buffer.getLong();
		long generation = buffer.getLong();
		byte[] payload = new byte[buffer.remaining()];
		buffer.get(payload);
		return new Slot.Entry(kind, stamp, generation, payload);
	}

	private static Slot intent(byte[] bytes) {
		if (bytes.length % 16 != 3) {
			return new Slot.Unknown();
		}
		Map<Long, Long> deadlines = new LinkedHashMap<>();
		ByteBuffer buffer = ByteBuffer.wrap(bytes, 3, bytes.length - 3);
		while (buffer.hasRemaining()) {
			deadlines.put(buffer.getLong(), buffer.getLong());
		}
		return new Slot.Intent(bytes[2] != 0, deadlines);
	}

}
