package dev.cachepatterns.codec;

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
 * 6 soft expiry  2 load time  2 length of the attributes  attributes
 * 4 length of the value, only if others follow  value
 * </pre>
 *
 * The key is that of an encryption, 0 for none. The soft expiry is in milliseconds since
 * the epoch, 0 for none before the entry's own; the load time is in milliseconds, at most
 * 65,535. Attributes are each 1 id 1 length bytes, and skipped by who does not know them:
 * {@link Freshness}, and the tags of {@link Attributes}.
 *
 * @param payload the bytes of this variant and of those behind it
 */
record Variant(ByteBuffer payload) {

	private static final int HEADER = 24;

	private static final byte MORE = (byte) 0x80;

	private static final int LONGEST_LOAD = 0xffff;

	private static final long LATEST = (1L << 48) - 1;

	/**
	 * A payload with one variant.
	 */
	static byte[] encode(Identity identity, Attributes attributes, byte[] bytes) {
		byte[] noted = attributes.encode();
		ByteBuffer target = ByteBuffer.allocate(HEADER + noted.length + bytes.length)
			.put(identity.codec())
			.put((byte) 0)
			.putInt(identity.type().name())
			.putInt(identity.type().schema())
			.putInt(identity.origin());
		putTime(target, attributes.freshness().until());
		return target.putShort((short) Math.min(LONGEST_LOAD, TimeUnit.NANOSECONDS.toMillis(attributes.loadNanos())))
			.putShort((short) noted.length)
			.put(noted)
			.put(bytes)
			.array();
	}

	/**
	 * Writes another freshness over that of the variant at the buffer's position.
	 */
	static void write(ByteBuffer variant, Freshness freshness) {
		freshness.write(variant.position(variant.position() + HEADER));
	}

	static void putTime(ByteBuffer target, long millis) {
		long bounded = Math.min(Math.max(0, millis), LATEST);
		target.putShort((short) (bounded >> 32)).putInt((int) bounded);
	}

	static long getTime(ByteBuffer source) {
		return (Short.toUnsignedLong(source.getShort()) << 32) | Integer.toUnsignedLong(source.getInt());
	}

	/**
	 * The first variant of a payload.
	 * @throws CodecException if there is none
	 */
	static Variant first(ByteBuffer payload) {
		if (payload.remaining() < HEADER) {
			throw torn(payload, null);
		}
		return new Variant(payload);
	}

	byte codec() {
		return (byte) (get(0) & ~MORE);
	}

	boolean isNull() {
		return codec() == 0;
	}

	/**
	 * Whether it is not encrypted.
	 */
	boolean plain() {
		return get(1) == 0;
	}

	int typeName() {
		return getInt(2);
	}

	int typeSchema() {
		return getInt(6);
	}

	int origin() {
		return getInt(10);
	}

	/**
	 * What is noted of it, {@code null} if that is nothing.
	 */
	@Nullable ByteBuffer attributes() {
		int length = headerLength() - HEADER;
		return (length == 0) ? null : slice(HEADER, length);
	}

	/**
	 * The freshness among its attributes.
	 */
	Freshness freshness(ByteBuffer attributes) {
		return Freshness.read(getTime(slice(14, 6)), attributes.duplicate());
	}

	/**
	 * Whether a caller may be answered with it.
	 */
	boolean answers(int caller) {
		return origin() == 0 || caller == 0 || origin() == caller;
	}

	/**
	 * The codec's bytes.
	 * @throws CodecException if there are less than it says
	 */
	ByteBuffer bytes() {
		return slice(start(), length());
	}

	/**
	 * The variant behind this one, {@code null} if it is the last.
	 */
	@Nullable Variant next() {
		if (get(0) >= 0) {
			return null;
		}
		int end = start() + length();
		return first(slice(end, this.payload.remaining() - end));
	}

	private Identity identity() {
		return new Identity(codec(), new TypeId(typeName(), typeSchema()), origin());
	}

	private int headerLength() {
		return HEADER + Short.toUnsignedInt(this.payload.getShort(this.payload.position() + HEADER - 2));
	}

	private int start() {
		return headerLength() + ((get(0) < 0) ? 4 : 0);
	}

	private int length() {
		if (get(0) >= 0) {
			return this.payload.remaining() - start();
		}
		int length = slice(headerLength(), 4).getInt();
		if (length < 0) {
			throw torn(this.payload, null);
		}
		return length;
	}

	private byte get(int index) {
		return this.payload.get(this.payload.position() + index);
	}

	private int getInt(int index) {
		return this.payload.getInt(this.payload.position() + index);
	}

	private ByteBuffer slice(int index, int length) {
		try {
			return this.payload.slice(this.payload.position() + index, length);
		}
		catch (IndexOutOfBoundsException ex) {
			throw torn(this.payload, ex);
		}
	}

	private static CodecException torn(ByteBuffer payload, @Nullable Exception cause) {
		return new CodecException("An entry of " + payload.remaining() + " bytes is torn", cause);
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
		int size = all.stream().mapToInt((variant) -> variant.headerLength() + 4 + variant.length()).sum();
		ByteBuffer joined = ByteBuffer.allocate(size - 4);
		for (int i = 0; i < all.size(); i++) {
			all.get(i).write(joined, i < all.size() - 1);
		}
		return joined.array();
	}

	private void write(ByteBuffer target, boolean more) {
		int start = target.position();
		target.put(slice(0, headerLength()));
		target.put(start, (byte) (codec() | (more ? MORE : 0)));
		if (more) {
			target.putInt(length());
		}
		target.put(bytes());
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

		/**
		 * Whether nobody needs the other when there is this one: a {@code null} is read
		 * by every version.
		 */
		boolean replaces(Identity other) {
			boolean covers = this.origin == 0 || other.origin == 0 || this.origin == other.origin;
			return (this.codec == 0) ? covers : equals(other);
		}

	}

}
