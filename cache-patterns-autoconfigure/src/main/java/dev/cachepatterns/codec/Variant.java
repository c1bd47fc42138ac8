package dev.cachepatterns.codec;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One form of the value of an entry, with what is needed to read it back, big-endian:
 *
 * <pre>
 * 1 codec (0 for null; highest bit: others follow)  1 key  4 type  4 schema  4 origin
 * 6 soft expiry  2 load time  2 length of the tags  tags
 * 4 length of the value, only if others follow  value
 * </pre>
 *
 * The key is that of an encryption, 0 for none. The soft expiry is in milliseconds since
 * the epoch, 0 for none before the entry's own; the load time is in milliseconds, at most
 * 65,535. Tags are skipped by who does not know them.
 *
 * @param identity whose value it is
 * @param plain whether it is not encrypted
 * @param header its bytes up to and with the tags, without the mark of others
 * @param bytes the codec's bytes
 * @param rest the bytes of the others, {@code null} if there are none
 */
record Variant(Identity identity, boolean plain, ByteBuffer header, ByteBuffer bytes, @Nullable ByteBuffer rest) {

	private static final int HEADER = 24;

	private static final byte MORE = (byte) 0x80;

	private static final int LONGEST_LOAD = 0xffff;

	/**
	 * A payload with one variant.
	 */
	static byte[] encode(Identity identity, long loadNanos, byte[] bytes) {
		return ByteBuffer.allocate(HEADER + bytes.length)
			.put(identity.codec())
			.put((byte) 0)
			.putInt(identity.type().name())
			.putInt(identity.type().schema())
			.putInt(identity.origin())
			.putShort((short) 0)
			.putInt(0)
			.putShort((short) Math.min(LONGEST_LOAD, TimeUnit.NANOSECONDS.toMillis(loadNanos)))
			.putShort((short) 0)
			.put(bytes)
			.array();
	}

	/**
	 * The first variant of a payload.
	 * @throws CodecException if there is none
	 */
	static Variant first(ByteBuffer payload) {
		try {
			ByteBuffer buffer = payload.duplicate();
			byte codec = buffer.get();
			boolean plain = buffer.get() == 0;
			Identity identity = new Identity((byte) (codec & ~MORE), new TypeId(buffer.getInt(), buffer.getInt()),
					buffer.getInt());
			int tags = Short.toUnsignedInt(buffer.getShort(payload.position() + HEADER - 2));
			ByteBuffer header = payload.slice(payload.position(), HEADER + tags);
			buffer.position(payload.position() + HEADER + tags);
			if (codec >= 0) {
				return new Variant(identity, plain, header, buffer.slice(), null);
			}
			int length = buffer.getInt();
			ByteBuffer bytes = buffer.slice(buffer.position(), length);
			return new Variant(identity, plain, header, bytes, buffer.position(buffer.position() + length).slice());
		}
		catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException ex) {
			throw new CodecException("An entry of " + payload.remaining() + " bytes is torn", ex);
		}
	}

	/**
	 * The variant behind this one, {@code null} if it is the last.
	 */
	@Nullable Variant next() {
		return (this.rest != null) ? first(this.rest) : null;
	}

	/**
	 * A payload of a new variant and of those that it does not replace.
	 */
	static byte[] join(Variant added, ByteBuffer payload, int limit) {
		List<Variant> all = new ArrayList<>(List.of(added));
		for (Variant old = first(payload); old != null && all.size() < limit; old = old.next()) {
			if (!added.identity().replaces(old.identity())) {
				all.add(old);
			}
		}
		int size = all.stream().mapToInt((variant) -> variant.header.remaining() + 4 + variant.bytes.remaining()).sum();
		ByteBuffer joined = ByteBuffer.allocate(size - 4);
		for (int i = 0; i < all.size(); i++) {
			all.get(i).write(joined, i < all.size() - 1);
		}
		return joined.array();
	}

	private void write(ByteBuffer target, boolean more) {
		int start = target.position();
		target.put(this.header.duplicate());
		target.put(start, (byte) (this.identity.codec() | (more ? MORE : 0)));
		if (more) {
			target.putInt(this.bytes.remaining());
		}
		target.put(this.bytes.duplicate());
	}

	/**
	 * Whose value it is.
	 *
	 * @param codec the codec that wrote it, 0 for {@code null}
	 * @param type the type it was written by
	 * @param origin the method that made it, 0 for any
	 */
	record Identity(byte codec, TypeId type, int origin) {

		static Identity ofNull(int origin) {
			return new Identity((byte) 0, new TypeId(0, 0), origin);
		}

		boolean isNull() {
			return this.codec == 0;
		}

		boolean answers(int caller) {
			return this.origin == 0 || caller == 0 || this.origin == caller;
		}

		/**
		 * Whether nobody needs the other when there is this one: a {@code null} is read
		 * by every version.
		 */
		boolean replaces(Identity other) {
			return isNull() ? answers(other.origin) : equals(other);
		}

	}

}
