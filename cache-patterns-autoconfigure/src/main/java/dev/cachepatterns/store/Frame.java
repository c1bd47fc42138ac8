package dev.cachepatterns.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Cell}, big-endian:
 *
 * <pre>
 * value, lease   1 version  1 'V', 'L' or 'E'  8 stamp  8 generation  6 expiry  payload
 * intent         1 version  1 'W'  1 dirty  (8 token, 8 deadline) for each writer
 * generation     1 version  1 'G'  8 id  (8 history), the latter where a backend has it
 * </pre>
 *
 * An intent under the key of a generation is a clear in flight. Expiry and deadlines are
 * milliseconds since the epoch. An intent expires with the last of its deadlines; on a
 * server with a clock of its own a writer that is alone has the deadline 0, and its time
 * is that of the key. A generation does not expire.
 */
public final class Frame {

	/**
	 * The version of the format that this class writes, and the only one it reads.
	 */
	public static final byte VERSION = 1;

	private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int HEADER = 18;

	private static final int EXPIRY = 6;

	private static final int ENTRY = HEADER + EXPIRY;

	private static final long LATEST = (1L << 8 * EXPIRY) - 1;

	private Frame() {
	}

	/**
	 * The bytes of what stands under a key.
	 * @param cell an entry, an intent or a generation
	 * @return the bytes
	 * @throws IllegalArgumentException if it has none: nothing, or what is not known
	 */
	public static byte[] encode(Cell cell) {
		if (cell.slot() instanceof Slot.Entry entry) {
			return ByteBuffer.allocate(ENTRY + entry.payload().remaining())
				.put(VERSION)
				.put((byte) state(entry.kind()))
				.putLong(entry.stamp())
				.putLong(entry.generation())
				.put(expiry(cell.expiresAt()))
				.put(entry.payload().duplicate())
				.array();
		}
		if (cell.slot() instanceof Slot.Intent intent) {
			return encode(intent);
		}
		if (cell.slot() instanceof Slot.Generation generation) {
			return encodeGeneration(generation.id());
		}
		throw new IllegalArgumentException("Nothing to write for " + cell);
	}

	private static char state(Slot.Kind kind) {
		return switch (kind) {
			case VALUE -> 'V';
			case LEASE -> 'L';
			case EVENTUAL -> 'E';
		};
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
	 * What follows the generation of a value whose header a server's script writes.
	 * @param payload the bytes of the value
	 * @param expiresAt when it vanishes, in milliseconds since the epoch
	 * @return expiry and payload
	 */
	public static byte[] encodeTail(byte[] payload, long expiresAt) {
		return ByteBuffer.allocate(EXPIRY + payload.length).put(expiry(expiresAt)).put(payload).array();
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
	 * @param cell the bytes under the key, {@code null} for nothing
	 * @param generation the bytes under the generation key, {@code null} for nothing
	 * @return what they mean
	 */
	public static Lookup decode(byte @Nullable [] cell, byte @Nullable [] generation) {
		OptionalLong number = decodeGeneration(generation);
		Slot.Kind kind = (cell != null && cell.length >= ENTRY) ? kind(cell[0], cell[1]) : null;
		if (cell != null && kind != null) {
			// A hit, of which nothing is made that is not needed
			ByteBuffer payload = ByteBuffer.wrap(cell, ENTRY, cell.length - ENTRY).slice();
			Slot.Entry entry = new Slot.Entry(kind, (long) LONG.get(cell, 2), (long) LONG.get(cell, 10), payload);
			return new Lookup(entry, number, (long) LONG.get(cell, HEADER - 2) & LATEST);
		}
		Cell found = decode((cell != null) ? ByteBuffer.wrap(cell) : null);
		return new Lookup(found.slot(), number, found.expiresAt());
	}

	/**
	 * The generation that bytes stand for.
	 * @param bytes the bytes under a generation key, {@code null} for nothing
	 * @return its number; empty for anything else
	 */
	public static OptionalLong decodeGeneration(byte @Nullable [] bytes) {
		boolean known = bytes != null && (bytes.length == 10 || bytes.length == 18) && bytes[0] == VERSION
				&& bytes[1] == 'G';
		return known ? OptionalLong.of((long) LONG.get(bytes, 2)) : OptionalLong.empty();
	}

	/**
	 * The same, of bytes in a buffer.
	 * @param bytes the bytes under a generation key, {@code null} for nothing
	 * @return its number; empty for anything else
	 */
	public static OptionalLong decodeGeneration(@Nullable ByteBuffer bytes) {
		if (bytes == null || (bytes.remaining() != 10 && bytes.remaining() != 18)) {
			return OptionalLong.empty();
		}
		int start = bytes.position();
		boolean known = bytes.get(start) == VERSION && bytes.get(start + 1) == 'G';
		return known ? OptionalLong.of(bytes.getLong(start + 2)) : OptionalLong.empty();
	}

	/**
	 * What bytes under a key stand for.
	 * @param bytes the bytes, {@code null} for nothing; an entry's payload is a part of
	 * them, not a copy
	 * @return what they mean
	 */
	public static Cell decode(@Nullable ByteBuffer bytes) {
		if (bytes == null || !bytes.hasRemaining()) {
			return Cell.NOTHING;
		}
		int start = bytes.position();
		if (bytes.remaining() < 3 || bytes.get(start) != VERSION) {
			return Cell.UNKNOWN;
		}
		return switch (bytes.get(start + 1)) {
			case 'W' -> intent(bytes);
			case 'G' -> generation(bytes);
			default -> entry(bytes);
		};
	}

	private static Cell entry(ByteBuffer bytes) {
		int start = bytes.position();
		Slot.Kind kind = (bytes.remaining() >= ENTRY) ? kind(bytes.get(start), bytes.get(start + 1)) : null;
		if (kind == null) {
			return Cell.UNKNOWN;
		}
		long stamp = bytes.getLong(start + 2);
		long generation = bytes.getLong(start + 10);
		ByteBuffer payload = bytes.slice(start + ENTRY, bytes.remaining() - ENTRY);
		return new Cell(new Slot.Entry(kind, stamp, generation, payload), bytes.getLong(start + HEADER - 2) & LATEST);
	}

	private static Slot.@Nullable Kind kind(byte version, byte state) {
		if (version != VERSION) {
			return null;
		}
		return switch (state) {
			case 'V' -> Slot.Kind.VALUE;
			case 'L' -> Slot.Kind.LEASE;
			case 'E' -> Slot.Kind.EVENTUAL;
			default -> null;
		};
	}

	private static Cell generation(ByteBuffer bytes) {
		OptionalLong id = decodeGeneration(bytes);
		return id.isPresent() ? Cell.generation(id.getAsLong()) : Cell.UNKNOWN;
	}

	private static Cell intent(ByteBuffer bytes) {
		if (bytes.remaining() % 16 != 3) {
			return Cell.UNKNOWN;
		}
		ByteBuffer rest = bytes.duplicate();
		rest.getShort();
		boolean dirty = rest.get() != 0;
		Map<Long, Long> deadlines = new LinkedHashMap<>();
		while (rest.hasRemaining()) {
			deadlines.put(rest.getLong(), rest.getLong());
		}
		return Cell.intent(dirty, deadlines);
	}

	private static byte[] expiry(long expiresAt) {
		long bounded = Math.min(Math.max(0, expiresAt), LATEST);
		return ByteBuffer.allocate(EXPIRY).putShort((short) (bounded >> 32)).putInt((int) bounded).array();
	}

}
